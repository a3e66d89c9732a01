/** No room on the disk; nothing was kept. */
export class StorageFull extends Error {
  override name = 'StorageFull'
}

/** What lies on the disk is not what was written (changed, cut, moved), or the key is another one. */
export class BlobDamaged extends Error {
  override name = 'BlobDamaged'

  constructor(id: string) {
    super(`blob ${id} is damaged or was written with another key`)
  }
}

/** The program knows the paper, the disk does not. */
export class BlobMissing extends Error {
  override name = 'BlobMissing'

  constructor(id: string) {
    super(`blob ${id} is missing`)
  }
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
