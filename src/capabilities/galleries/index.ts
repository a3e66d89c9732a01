import type { Capability } from '../../platform/capability.ts'
import { albumRoutes } from './album-routes.tsx'
import { picturesAddress } from './picture-pages.tsx'
import { pictureRoutes } from './picture-routes.tsx'
import { publicRoutes } from './public.tsx'
import { reduceOne } from './reduce.ts'
import { galleryWords } from './words.ts'

export { PictureField, picturesFor } from './field.tsx'
export { History } from './history.tsx'
export { inEach, type PublicPlace, publicPlace, publicRoot } from './place.ts'
export { publicAlbums } from './public.tsx'
export type { Album, Picture } from './rules.ts'
export { sourceOf } from './source.ts'
export { pictureOf, picturesOf } from './store.ts'
export { Slips, TextInThree, type Tried, typedText } from './three.tsx'

/** The one store of the site's pictures, and the albums that visitors leaf through. */
export const galleries: Capability = {
  name: 'galleries',
  words: galleryWords,
  routes: () => pictureRoutes().also(albumRoutes()).also(publicRoutes()),
  jobs: (house) => ({ 'pictures.reduce': ({ institution, id }) => reduceOne(house, institution, id) }),
  desk: [
    {
      ...{ group: 'site', href: picturesAddress, needs: 'site.edit' },
      text: (language) => galleryWords(language)('pictures.title'),
    },
  ],
}
