import type { Language } from '../../platform/words/languages.ts'
import { Tag } from '../../ui/index.ts'
import type { Student } from './rules.ts'
import { studentsWords } from './words.ts'

const tones = { accepted: 'due', enrolled: 'ok', 'on-leave': 'wait', expelled: 'quiet', graduated: 'quiet' } as const

/** Where a student stands, in a word. */
export function StateTag({ student, language }: { student: Pick<Student, 'state'>; language: Language }) {
  return <Tag tone={tones[student.state]}>{studentsWords(language)(`state.${student.state}`)}</Tag>
}
