import { expect, test } from 'vitest'
import { floorFaults } from './floors.ts'

test('the house stands: no floor leans on a higher one, no capability on a later one or past its front door', () => {
  expect(floorFaults()).toEqual([])
})

test.each([
  ['src/platform/days.ts', "import { Card } from '../ui/index.ts'", 'a floor imports only those below it'],
  ['src/ui/bar.tsx', "import { law } from '../capabilities/law/index.ts'", 'a floor imports only those below it'],
  ['src/capabilities/law/rules.ts', "import { x } from '../cases/index.ts'", 'it is listed later'],
  [
    'src/capabilities/cases/rules.ts',
    "import { x } from '../law/store.ts'",
    'a capability is reached through its index.ts',
  ],
  [
    'src/capabilities/novelty/rules.ts',
    "import { x } from '../law/index.ts'",
    'the capability has no place in the order yet',
  ],
])('%s with %s is found', (file, text, fault) => {
  expect(floorFaults(new Map([[file, text]]))).toEqual([expect.stringContaining(fault)])
})
