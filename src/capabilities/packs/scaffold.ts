import { readFile } from 'node:fs/promises'
import type { z } from 'zod'
import { shippedPacks } from './load.ts'
import { admissionFile, type InstitutionFile, institutionFile, type Text } from './schema.ts'

export interface NewInstitution {
  readonly key: string
  readonly name: Text
  readonly short: Text
  readonly city: Text
  readonly colour: string
}

/**
 * The files of a pack for an institution that nobody has told of yet: what the program needs to open its doors, with the
 * program's own defaults, each marked as one. The office adds the rest, here or in the program.
 */
export async function scaffold({ key, name, short, city, colour }: NewInstitution): Promise<Record<string, unknown>> {
  const model = await shipped('institution.json', institutionFile)
  const terms = await shipped('admission.json', admissionFile)
  const source = { seed: 'new', quote: name.en, fact: `new-${key}` }
  const office = `${key}-office`
  const institution: InstitutionFile = {
    ...{ format: model.format, key, name, short, city, country: model.country, timeZone: model.timeZone, colour },
    ...{ letterLanguages: model.letterLanguages, office, settings: model.settings, signatory: null },
    signatoryNote: {
      en: 'Nobody has said yet who signs',
      ru: 'Пока не сказано, кто подписывает',
      ky: 'Ким кол коёру азырынча айтылган эмес',
    },
    intro: name,
    introSource: [source],
    source,
  }
  const officeName = { en: 'International office', ru: 'Международный отдел', ky: 'Эл аралык бөлүм' }
  return {
    'institution.json': institution,
    'units.json': [
      { key, parent: null, kind: 'university', name, source },
      { key: office, parent: key, kind: 'international-office', name: officeName, source },
    ],
    'people.json': [],
    'contacts.json': [],
    'programmes.json': [],
    'admission.json': {
      ...{ entry: [], bases: [], process: [], fees: [], links: [] },
      documents: terms.documents.map((one) => ({ ...one, ownPage: false, source })),
    },
  }
}

async function shipped<Schema extends z.ZodType>(file: string, schema: Schema): Promise<z.output<Schema>> {
  return schema.parse(JSON.parse(await readFile(new URL(`institutions/eimu/${file}`, shippedPacks), 'utf8')))
}
