import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { scaffold, shippedPacks } from '../capabilities/packs/index.ts'

// Writes the pack of a new institution: node bin/kopuro.mjs new-institution <key> <English> <Russian> <Kyrgyz name>.
// docs/new-institution.md tells the rest.
const [key = '', en = '', ru = '', ky = ''] = process.argv.slice(2)
const folder = new URL(`institutions/${key}/`, shippedPacks)

if (!/^[a-z][a-z0-9-]{1,30}$/.test(key) || !en || !ru || !ky) {
  console.error(
    'new-institution <key> "<name in English>" "<in Russian>" "<in Kyrgyz>", the key in small letters, like kslu',
  )
  process.exitCode = 1
} else if (existsSync(folder)) {
  console.error(`There is a pack ${key} already: ${fileURLToPath(folder)}`)
  process.exitCode = 1
} else {
  const short = { en: key.toUpperCase(), ru: key.toUpperCase(), ky: key.toUpperCase() }
  const city = { en: 'Bishkek', ru: 'Бишкек', ky: 'Бишкек' }
  const files = await scaffold({ key, name: { en, ru, ky }, short, city, colour: '#1f4e79' })
  await mkdir(folder, { recursive: true })
  for (const [file, content] of Object.entries(files))
    await writeFile(new URL(file, folder), `${JSON.stringify(content, null, 2)}\n`)
  console.log(`The pack is at ${fileURLToPath(folder)}; the next start loads it. See docs/new-institution.md.`)
}
