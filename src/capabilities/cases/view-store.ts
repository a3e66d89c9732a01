import { sql } from 'kysely'
import type { Db } from '../../platform/database/index.ts'
import { memory } from './list-choices.ts'

/** A list that an officer wants to find again: filters, order and columns as they stand in its address. */
export interface SavedView {
  readonly id: string
  readonly name: string
  readonly query: string
  readonly ownerId: string
  readonly ownerName: string
  readonly sharedAt: Date | null
}

// A colleague's new view may take so many milliseconds to appear; one's own is there at once, see `forget`.
const views = memory<readonly SavedView[]>(3000)

/** The views that an account sees: its own, and what colleagues of the institution share. */
export async function viewsFor(db: Db, procedure: string, accountId: string): Promise<readonly SavedView[]> {
  const all = await views.of(db, procedure, () => allViews(db, procedure))
  return all.filter(({ ownerId, sharedAt }) => ownerId === accountId || sharedAt)
}

function allViews(db: Db, procedure: string): Promise<SavedView[]> {
  return db
    .selectFrom('saved_views')
    .select(['id', 'name', 'query', 'owner_id as ownerId', 'owner_name as ownerName', 'shared_at as sharedAt'])
    .where('procedure', '=', procedure)
    .orderBy('name')
    .orderBy('id')
    .execute()
}

export interface ViewGiven {
  readonly name: string
  readonly query: string
  readonly shared: boolean
}

export interface NewView extends ViewGiven {
  readonly institution: string
  readonly procedure: string
  readonly owner: { readonly id: string; readonly name: string }
}

/** Keeps a view and gives its id; null when the owner has one of this name already. */
export async function insertView(db: Db, given: NewView): Promise<string | null> {
  const row = await db
    .insertInto('saved_views')
    .values({
      institution_id: given.institution,
      procedure: given.procedure,
      name: given.name,
      query: given.query,
      owner_id: given.owner.id,
      owner_name: given.owner.name,
      shared_at: given.shared ? sql<Date>`now()` : null,
    })
    .onConflict((conflict) => conflict.constraint('one_view_of_a_name').doNothing())
    .returning('id')
    .executeTakeFirst()
  views.forget(db)
  return row?.id ?? null
}

/** Changes one's own view; false when another of one's own has the name. */
export async function changeView(db: Db, id: string, ownerId: string, given: ViewGiven): Promise<boolean> {
  const changed = await db
    .updateTable('saved_views')
    .set({
      name: given.name,
      query: given.query,
      shared_at: given.shared ? sql<Date>`coalesce(shared_at, now())` : null,
    })
    .where('id', '=', id)
    .where('owner_id', '=', ownerId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('saved_views as other')
            .select('other.id')
            .whereRef('other.procedure', '=', 'saved_views.procedure')
            .where('other.owner_id', '=', ownerId)
            .where('other.name', '=', given.name)
            .where('other.id', '!=', id),
        ),
      ),
    )
    .executeTakeFirst()
  views.forget(db)
  return changed.numUpdatedRows > 0n
}

export async function removeView(db: Db, id: string, ownerId: string): Promise<void> {
  await db.deleteFrom('saved_views').where('id', '=', id).where('owner_id', '=', ownerId).execute()
  views.forget(db)
}
