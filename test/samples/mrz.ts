import file from './mrz.json' with { type: 'json' }

/** Samples of the machine-readable zone: published specimens and invented holders (source and licence stand in the file). */
export const samples = file.samples
export const { ocrConfusion, malformed, checkDigits } = file
