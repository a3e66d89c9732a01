import type { Item } from './item.ts'

// Files stay in the browser's own store until the server has them, so a reload or a flat battery takes nothing. Where there is
// none (some private windows) everything works but that.
const store = 'files'
const keptDays = 3

interface Row {
  readonly id: string
  readonly place: string
  readonly name: string
  readonly blob: Blob
  readonly shown: boolean
  readonly at: number
}

function open(): Promise<IDBDatabase> {
  return new Promise((done, fail) => {
    const asked = indexedDB.open('kopuro-uploads', 1)
    asked.onupgradeneeded = () => asked.result.createObjectStore(store, { keyPath: 'id' })
    asked.onsuccess = () => done(asked.result)
    asked.onerror = () => fail(asked.error)
    asked.onblocked = () => fail(new Error('blocked'))
  })
}

async function inStore<Value>(
  mode: IDBTransactionMode,
  work: (files: IDBObjectStore) => IDBRequest<Value>,
): Promise<Value | null> {
  try {
    const database = await open()
    const asked = work(database.transaction(store, mode).objectStore(store))
    return await new Promise<Value>((done, fail) => {
      asked.onsuccess = () => done(asked.result)
      asked.onerror = () => fail(asked.error)
    }).finally(() => database.close())
  } catch {
    return null
  }
}

/** True when the file will be found after a reload. */
export async function keep({ id, place, name, blob, state }: Item): Promise<boolean> {
  const row: Row = { id, place, name, blob, shown: state === 'shown', at: Date.now() }
  return (await inStore('readwrite', (files) => files.put(row))) !== null
}

export async function forget(item: Item): Promise<void> {
  await inStore('readwrite', (files) => files.delete(item.id))
}

/** What was left here for papers below an address; what lies too long, for whomever, goes. */
export async function keptBelow(address: string): Promise<Row[]> {
  const rows: Row[] = (await inStore('readonly', (files) => files.getAll())) ?? []
  const oldest = Date.now() - keptDays * 24 * 3600 * 1000
  for (const row of rows) if (row.at < oldest) await inStore('readwrite', (files) => files.delete(row.id))
  return rows.filter((row) => row.at >= oldest && row.place.startsWith(address))
}
