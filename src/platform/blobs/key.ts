import { keptKey } from '../kept-key.ts'

/**
 * The key of the papers: the setting KOPURO_KEY (32 bytes in base64 or hex) or, without one, `<folder>/keys/blob.key`, which
 * is made once. Whoever loses it loses the papers. Throws CannotStart when it is not 32 bytes.
 */
export function blobKey(folder: string, configured?: string | null): Promise<Uint8Array> {
  return keptKey(folder, { setting: 'KOPURO_KEY', file: 'blob.key' }, configured)
}
