import type { Capability } from '../../platform/capability.ts'
import type { Procedure } from '../cases/index.ts'
import { studentKeeping } from './keeping.ts'
import { studentRoutes } from './routes.tsx'
import { studentsWords } from './words.ts'

export { makeStudent, type NewStudent, unmakeStudent } from './actions.ts'
export { studentPanel } from './panel.tsx'
export type { Basis, Student, StudentNeeds } from './rules.ts'
export { findStudent, graduatedStudents, needsOf, saveBasis, studentOfCase, studentsOfPerson } from './store.ts'

export { studentsWords } from './words.ts'

/** Those who study, from the acceptance of a place to the end. It stands before the admission, which makes them. */
export function students(procedures: readonly Procedure[]): Capability {
  return {
    name: 'students',
    words: studentsWords,
    keeps: studentKeeping,
    routes: (house) => studentRoutes(house, procedures),
    desk: [
      {
        group: 'work',
        href: '/desk/students',
        rank: 20,
        text: (language) => studentsWords(language)('list.title'),
        needs: 'cases.read',
      },
    ],
  }
}
