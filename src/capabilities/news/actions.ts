import type { Db, Tx } from '../../platform/database/index.ts'
import type { Editor } from '../institutions/index.ts'
import type { NewsSaid } from '../packs/index.ts'
import type { NewsForm, PublishForm } from './forms.ts'
import { saidIn } from './forms.ts'
import { type Item, slugOf, whyNotPublish } from './rules.ts'
import { type Change, findNews, freeSlug, insertNews, keepVersion, saveNews } from './store.ts'

export type Outcome =
  | 'done'
  | 'late'
  | 'publish.empty'
  | 'publish.noYear'
  | 'publish.noDay'
  | 'publish.past'
  | 'publish.shown'

/** Begins an item as a draft; the same form twice begins one. */
export async function beginNews(db: Db, by: Editor, id: string, form: NewsForm): Promise<void> {
  const said = saidIn(form, null)
  await db.transaction().execute(async (tx) => {
    const slug = await freeSlug(tx, slugOf(said))
    const isNew = await insertNews(tx, { institution: by.institution, id, slug, kind: form.kind, said, at: by.at })
    if (isNew) await keepVersion(tx, { ...of(by), id, action: 'begun', said })
  })
}

const of = ({ institution, name, at }: Editor) => ({ institution, by: name, at })

/** Saves the draft; visitors go on reading what they read. */
export function changeNews(db: Db, by: Editor, item: Item, form: NewsForm): Promise<Outcome> {
  const said = saidIn({ ...form, kind: item.kind }, item.said)
  return act(db, by, { ...item, version: form.version }, 'saved', { said }, said)
}

/** Shows the draft, at once or from an hour on. */
export async function publishNews(db: Db, by: Editor, item: Item, form: PublishForm): Promise<Outcome> {
  const { said } = item
  const why = whyNotPublish(item.kind, said) ?? whyNotThen(item, form, by.at)
  if (why) return why
  const from = form.when === 'later' ? instantOf(form) : by.at
  const since = item.live && item.live.from <= by.at && form.when === 'now' ? item.live.from : from
  const action = form.when === 'later' ? 'scheduled' : 'published'
  return act(db, by, { ...item, version: form.version }, action, { live: { said, from: since } }, said)
}

// Bishkek has kept six hours before Greenwich, summer and winter, since 2005.
const instantOf = ({ day, hour }: PublishForm) => new Date(`${day}T${hour || '09:00'}:00+06:00`)

function whyNotThen({ live }: Item, form: PublishForm, now: Date): Outcome | null {
  if (form.when === 'now') return null
  if (!form.day) return 'publish.noDay'
  if (instantOf(form) <= now) return 'publish.past'
  // Visitors would find nothing until then.
  return live && live.from <= now ? 'publish.shown' : null
}

/** Visitors don't read it any more; the draft stays. */
export const takeOff = (db: Db, by: Editor, item: Item) => act(db, by, item, 'takenOff', { live: null }, item.said)

/** What it once was becomes the draft. */
export const bringBack = (db: Db, by: Editor, item: Item, said: NewsSaid) =>
  act(db, by, item, 'broughtBack', { said }, said)

export const putAway = (db: Db, by: Editor, item: Item, archived: boolean) =>
  act(db, by, item, archived ? 'putAway' : 'takenOut', { archived }, item.said)

function act(db: Db, by: Editor, item: Item, action: string, change: Change, said: NewsSaid): Promise<Outcome> {
  return db.transaction().execute(async (tx: Tx): Promise<Outcome> => {
    // What the pack told is kept as the first version.
    const before = item.fromPack ? await findNews(tx, item.id) : null
    if (!(await saveNews(tx, item, change, by.at))) return 'late'
    if (before && before.version === 1)
      await keepVersion(tx, { ...of(by), id: item.id, action: 'fromPage', said: before.said, by: '' })
    await keepVersion(tx, { ...of(by), id: item.id, action, said })
    return 'done'
  })
}
