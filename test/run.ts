import { startVitest } from 'vitest/node'
import { check } from './check.ts'

// `npm test`: the fast checks, then every test; the last line counts both.
const checks = await check()
for (const { name, faults } of checks) console.log(faults ? `✗ ${name}\n${faults}\n` : `✓ ${name}`)

const vitest = await startVitest('test', process.argv.slice(2), { run: true, watch: false })
const states = vitest.state
  .getTestModules()
  .flatMap((module) => [...module.children.allTests()].map((test) => test.result().state))
const brokenFiles = vitest.state
  .getTestModules()
  .filter(
    (module) =>
      module.state() === 'failed' && [...module.children.allTests()].every((test) => test.result().state !== 'failed'),
  )
const unhandled = vitest.state.getUnhandledErrors().length
await vitest.close()

const passed = checks.filter(({ faults }) => !faults).length + states.filter((state) => state === 'passed').length
const failed =
  checks.filter(({ faults }) => faults).length +
  states.filter((state) => state === 'failed').length +
  brokenFiles.length +
  unhandled
const skipped = states.filter((state) => state === 'skipped').length
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exit(failed > 0 || states.length === 0 ? 1 : 0)
