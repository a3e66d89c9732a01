import type { Db } from '../../platform/database/index.ts'
import { recordFrom, toJson } from '../../platform/database/json.ts'
import { type Editor, edit } from './store.ts'

export interface Identity {
  readonly colour: string
  readonly host: string | null
  readonly mark: readonly string[]
}

/** Saves what an institution is recognised by; the pack no longer changes it. */
export function saveIdentity(db: Db, { colour, host, mark }: Identity, by: Editor): Promise<boolean> {
  return edit(db, by, `institutions/${by.institution}`, async (tx) => {
    const before = await tx
      .selectFrom('institutions')
      .select(['colour', 'settings'])
      .where('id', '=', by.institution)
      .forUpdate()
      .executeTakeFirst()
    const old = recordFrom(before?.settings)
    if (!before || !old) return undefined
    const { host: _, mark: __, ...others } = old
    const settings = { ...others, ...(host ? { host } : {}), ...(mark.length > 0 ? { mark } : {}) }
    await tx
      .updateTable('institutions')
      .set({ colour, settings: toJson(settings), edited_at: by.at })
      .where('id', '=', by.institution)
      .execute()
    return {
      before: { colour: before.colour, host: old.host ?? null, mark: old.mark ?? [] },
      after: { colour, host, mark },
    }
  })
}
