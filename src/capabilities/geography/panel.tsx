import { Actions, ButtonLink } from '../../ui/index.ts'
import type { PublicPartnersPanel } from '../partners/index.ts'
import { geographyWords } from './words.ts'

/** The way from the public list of partners to their map. */
export const mapPanel: PublicPartnersPanel = {
  name: 'map',
  show: async (visit, institution) => (
    <Actions>
      <ButtonLink tone="soft" href={`/${institution.id}/${visit.language}/partners/map`}>
        {geographyWords(visit.language)('title')}
      </ButtonLink>
    </Actions>
  ),
}
