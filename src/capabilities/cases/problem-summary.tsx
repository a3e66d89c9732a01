import type { Problem } from '../../platform/web/form.ts'
import { formWords } from '../../platform/web/words.ts'
import type { Language } from '../../platform/words/languages.ts'
import { ErrorSummary } from '../../ui/index.ts'

/** What is wrong, on top, with a link to each field. */
export function ProblemSummary({
  problems,
  say,
  called,
  language,
}: {
  problems: readonly Problem[]
  say: (field: string) => string | undefined
  called: (field: string) => string
  language: Language
}) {
  if (problems.length === 0) return null
  return (
    <ErrorSummary
      title={formWords(language)('form.summary', { count: problems.length })}
      problems={problems.map(({ field }) => ({ href: `#${field}`, text: `${called(field)}: ${say(field) ?? ''}` }))}
    />
  )
}
