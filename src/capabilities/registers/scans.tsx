import type { Db } from '../../platform/database/index.ts'
import type { House } from '../../platform/house.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import { NotFound } from '../../platform/outcome.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { sayBytes } from '../../platform/words/saying-days.ts'
import { Actions, Button, ErrorSummary, FileCard, FileField, Form, Muted, Section, Stack } from '../../ui/index.ts'
import { sayNotTaken } from '../cases/index.ts'
import { claim, filePage, letGo, type Received, readUpload } from '../documents/index.ts'
import type { Clerk } from './incoming-actions.ts'
import { registerWords } from './words.ts'

/** The paper that a scan is of. */
export type Scanned = { readonly incoming: string } | { readonly order: string }

const columnOf = (of: Scanned) =>
  'incoming' in of ? (['incoming_id', of.incoming] as const) : (['order_id', of.order] as const)

/** The scans of a paper, the oldest first. */
export function scansOf(db: Db, of: Scanned) {
  const [column, id] = columnOf(of)
  return db
    .selectFrom('register_scans')
    .select(['id', 'name', 'kind', 'bytes', 'pages', 'at', 'by_name as byName', 'blob_id as blobId'])
    .where(column, '=', id)
    .orderBy('at')
    .execute()
}
export type Scan = Awaited<ReturnType<typeof scansOf>>[number]

/**
 * Takes the files of a posted form as scans of a paper.
 * @returns sentences about what was not taken
 */
export async function takeScans(visit: Visit, clerk: Clerk, of: Scanned): Promise<string[]> {
  const { received, notTaken } = await readUpload(visit.c, visit.house)
  for (const file of received) if (!(await keepScan(clerk, of, file))) await letGo(visit.house, [file])
  if (received.length === 0 && notTaken.length === 0) return [registerWords(visit.language)('scan.nothing')]
  return notTaken.map((file) => sayNotTaken(file, visit.language))
}

// The same file twice is one scan.
function keepScan({ house, institution, by }: Clerk, of: Scanned, file: Received): Promise<boolean> {
  const [column, id] = columnOf(of)
  return house.database
    .within(institution)
    .transaction()
    .execute(async (tx) => {
      const row = await tx
        .insertInto('register_scans')
        .values({
          institution_id: institution,
          [column]: id,
          name: file.name,
          kind: file.kind,
          bytes: file.bytes,
          pages: file.pages,
          sha256: file.sha256,
          blob_id: file.blobId,
          thumbnail_blob_id: file.thumbnailBlobId,
          at: house.clock.now(),
          by_name: by.name,
        })
        .onConflict((conflict) => conflict.doNothing())
        .returning('id')
        .executeTakeFirst()
      if (row) await claim(tx, file)
      return row !== undefined
    })
}

/** A scan for the screen, when it is one of this paper. */
export async function sendScan(house: House, db: Db, of: Scanned, id: string): Promise<Response> {
  const scan = (await scansOf(db, of)).find((one) => one.id === id)
  if (!scan) throw new NotFound()
  return filePage(house, scan)
}

interface ScansProps {
  readonly visit: Visit
  readonly scans: readonly Scan[]
  /** The address of the paper; its scans stand below. */
  readonly base: Href
  readonly mayAdd: boolean
  readonly notTaken: readonly string[]
}

/** The scans of a paper and the form that adds one. */
export function Scans({ visit, scans, base, mayAdd, notTaken }: ScansProps) {
  const t = registerWords(visit.language)
  return (
    <Section title={t('scan.title')} id="scans">
      {notTaken.length > 0 && (
        <ErrorSummary title={t('scan.notTaken')} problems={notTaken.map((text) => ({ href: '#file', text }))} />
      )}
      {scans.length === 0 && <Muted>{t('scan.none')}</Muted>}
      <Stack>
        {scans.map(({ id, name, bytes, pages, byName }) => (
          <FileCard
            name={name}
            size={t('scan.about', { size: sayBytes(bytes, visit.language), pages, name: byName })}
            href={`${base}/scans/${id}`}
          />
        ))}
      </Stack>
      {mayAdd && (
        <Form action={`${base}/scans`} method="post" multipart label={t('scan.add')}>
          <FileField name="file" label={t('scan.choose')} hint={t('scan.hint')} accept="application/pdf,image/*" />
          <Actions>
            <Button tone="soft">{t('scan.add')}</Button>
          </Actions>
        </Form>
      )}
    </Section>
  )
}
