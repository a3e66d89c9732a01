import { sql } from 'kysely'
import type { Capability } from '../../platform/capability.ts'
import type { Db } from '../../platform/database/index.ts'
import { wholeRows } from '../../platform/keeping.ts'
import { programmesAddress, type Work, workRoutes, worksOf } from '../networks/index.ts'
import { programmesDesk } from './desk.tsx'
import { publicRoutes } from './public-routes.tsx'
import { studentRoutes } from './student-routes.tsx'
import { programmesWords } from './words.ts'

/** Programmes that universities teach together: partners, scheme, cohorts, curricula side by side, students. */
export const jointProgrammes: Capability = {
  name: 'joint-programmes',
  words: programmesWords,
  keeps: [
    {
      name: 'jointProgrammes',
      read: (db, personId) => wholeRows(db, 'joint_work_lines', sql`person_id = ${personId}`),
    },
  ],
  routes: () => publicRoutes().also(studentRoutes(programmesDesk)).also(workRoutes(programmesDesk)),
  desk: [
    {
      group: 'partners',
      href: programmesAddress,
      text: (language) => programmesWords(language)('title'),
      needs: 'partners.read',
    },
  ],
}

/** The joint programmes. @param db the institution's own scope */
export const jointProgrammesOf = (db: Db): Promise<Work[]> => worksOf(db, { kind: 'programme' })
