import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'

/** The evaluation's own secret for sessions, made once and kept in the data folder for its owner alone. */
export async function keptSecret(data: string): Promise<string> {
  const file = `${data}/keys/sessions.secret`
  const kept = await readFile(file, 'utf8').catch(() => null)
  if (kept) return kept
  await mkdir(`${data}/keys`, { recursive: true, mode: 0o700 })
  const made = randomBytes(48).toString('base64url')
  await writeFile(file, made, { mode: 0o600, flag: 'wx' }).catch(() => {})
  return readFile(file, 'utf8')
}
