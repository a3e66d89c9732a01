import { line, oneOf, optionalDay, optionalLine, optionalListed } from '../../platform/web/fields.ts'
import { count, currency, hundredths, optionalCount, optionalCountry, sometime, webAddress, year } from './fields.ts'
import type { AskedText, FormOf } from './forms.ts'

/** A kind of thing that is done together: what is asked of it, and what is said of it line by line. */
export interface WorkKind extends FormOf {
  readonly lines: Readonly<Record<string, FormOf>>
  /** Lines that visitors may read. */
  readonly shown: readonly string[]
}

const name: AskedText = { name: 'name', needed: true }
const about: AskedText = { name: 'about', long: true }
const fieldsOfWork: AskedText = { name: 'fields' }
const note: AskedText = { name: 'note' }
const shown = () => oneOf(['yes', 'no'])
const term = () => ({ since: sometime(), until: sometime() })

/** Somebody who takes part: a partner of the register by any of its names, or somebody who is not in it. */
export const memberLine = (roles: readonly [string, ...string[]]): FormOf => ({
  texts: [note],
  shape: { partner: line(300), country: optionalCountry(), role: oneOf(roles), ...term() },
  columns: ['partner', 'country', 'role', 'since', 'until', 'note'],
})

/** What the university itself has to do, and by when. */
export const duty: FormOf = {
  texts: [{ ...name, name: 'what' }],
  shape: { due: optionalDay(), done: optionalDay() },
  columns: ['what', 'due', 'done'],
}

const fee: FormOf = {
  texts: [{ name: 'what' }],
  shape: { year: year(), amount: hundredths(), currency: currency(), due: optionalDay(), done: optionalDay() },
  columns: ['year', 'amount', 'what', 'due', 'done'],
}

const activity: FormOf = {
  texts: [{ ...name, name: 'what' }, { name: 'place' }],
  shape: {
    form: oneOf(['meeting', 'training', 'research', 'conference', 'practice', 'other']),
    state: oneOf(['planned', 'held', 'regular']),
    since: sometime(),
    until: sometime(),
  },
  columns: ['what', 'form', 'state', 'since', 'until', 'place'],
}

/** A document: one of the publications, in versions, or one that lies elsewhere. */
export const documentLine: FormOf = {
  texts: [name],
  shape: { on: sometime(), publication: optionalListed(), link: webAddress() },
  columns: ['name', 'on', 'publication', 'link'],
}

/** A number as it was said: exactly, about so many, or so many and more. */
export const figureLine: FormOf = {
  texts: [{ ...name, name: 'what' }],
  shape: {
    count: count(),
    exact: oneOf(['exact', 'about', 'least', 'more']),
    per: oneOf(['once', 'year']),
    on: sometime(),
  },
  columns: ['what', 'count', 'per', 'on'],
}

const countryCount: FormOf = {
  texts: [note],
  shape: { country: optionalCountry(), count: optionalCount() },
  columns: ['country', 'count', 'note'],
}

const network: WorkKind = {
  texts: [name, { name: 'part' }, fieldsOfWork, about],
  shape: {
    short: optionalLine(40),
    form: oneOf(['consortium', 'association', 'network', 'academy', 'organisation', 'other']),
    ownRole: oneOf(['member', 'founder', 'coordinator', 'observer', 'none']),
    ...term(),
    site: webAddress(),
    shown: shown(),
  },
  columns: ['name', 'form', 'ownRole', 'since', 'until'],
  lines: {
    ...{ count: countryCount, member: memberLine(['member', 'founder', 'coordinator', 'observer']) },
    ...{ duty, fee, activity, document: documentLine },
  },
  shown: ['count', 'member', 'activity', 'document'],
}

const unit: WorkKind = {
  texts: [
    name,
    { name: 'founding', long: true },
    { name: 'languages' },
    { name: 'funding' },
    { name: 'condition' },
    about,
  ],
  shape: {
    form: oneOf(['institute', 'centre', 'academy', 'laboratory', 'other']),
    state: oneOf(['planned', 'running', 'closed']),
    ...{ since: sometime(), unit: optionalListed(), agreement: optionalListed() },
    ...{ site: webAddress(), shown: shown() },
  },
  columns: ['name', 'form', 'state', 'since'],
  lines: {
    member: memberLine(['founder', 'partner', 'helper', 'funder']),
    department: { texts: [name, note], shape: { since: sometime() }, columns: ['name', 'since', 'note'] },
    ...{ figure: figureLine, activity, duty, document: documentLine },
  },
  shown: ['member', 'department', 'figure', 'activity', 'document'],
}

const project: WorkKind = {
  texts: [name, fieldsOfWork, { name: 'programme' }, about],
  shape: { state: oneOf(['planned', 'running', 'closed', 'regular']), ...term(), site: webAddress(), shown: shown() },
  columns: ['name', 'fields', 'programme', 'state', 'since', 'until'],
  lines: {
    member: memberLine(['partner', 'coordinator', 'funder']),
    ...{ activity, figure: figureLine, duty, document: documentLine },
  },
  shown: ['member', 'activity', 'figure', 'document'],
}

const journal: WorkKind = {
  texts: [name, fieldsOfWork, about],
  shape: {
    state: oneOf(['planned', 'running', 'closed']),
    ...{ country: optionalCountry(), since: sometime(), site: webAddress(), shown: shown() },
  },
  columns: ['name', 'country', 'state', 'since'],
  lines: {
    member: memberLine(['partner', 'founder']),
    editor: {
      texts: [{ ...name, name: 'post' }],
      shape: { person: optionalLine(200), ...term() },
      columns: ['post', 'person', 'since', 'until'],
    },
    document: documentLine,
  },
  shown: ['member', 'editor', 'document'],
}

const article: WorkKind = {
  texts: [name, { name: 'author', needed: true }, { name: 'post' }, { name: 'journal', needed: true }],
  shape: { country: optionalCountry(), on: sometime(), link: webAddress(), shown: shown() },
  columns: ['name', 'author', 'post', 'journal', 'country', 'on'],
  lines: { document: documentLine },
  shown: ['document'],
}

const training: WorkKind = {
  texts: [name, { name: 'who' }, { name: 'place' }, { name: 'payer' }, about],
  shape: {
    form: oneOf(['abroad', 'online', 'here']),
    state: oneOf(['planned', 'agreed', 'running', 'held', 'regular']),
    ...{ people: optionalCount(), ...term(), shown: shown() },
  },
  columns: ['name', 'who', 'people', 'form', 'place', 'state', 'since', 'until', 'payer'],
  lines: { member: memberLine(['host', 'partner', 'funder']), figure: figureLine, document: documentLine },
  shown: ['member', 'figure', 'document'],
}

/** Everything that stands on the page of networks, in its order. */
export const networkKinds: Readonly<Record<string, WorkKind>> = { network, unit, project, journal, article, training }
