import { NotFound } from '../../platform/outcome.ts'
import { procedure } from '../cases/index.ts'
import { findInstitution, signatoryOf } from '../institutions/index.ts'
import { studentsOfPerson } from '../students/index.ts'
import { notice } from './letters.ts'
import { deadlines, facts, type Records, termOf } from './rules.ts'
import { stages, steps } from './steps.ts'
import { termsOf } from './store.ts'
import { dutyWords, inThree } from './words.ts'

/** The university has to tell an authority something about somebody: what, within which term, and what became of it. */
export const duty = procedure({
  name: 'duty',
  series: 'H',
  words: dutyWords.byData,
  facts,
  sections: { event: ['kind', 'happenedOn', 'about'], person: ['name', 'citizenship', 'birthDay'] },
  personal: true,
  background: async (db, institution, subject): Promise<Records> => {
    const [found, terms, students] = await Promise.all([
      findInstitution(db, institution),
      termsOf(db),
      subject ? studentsOfPerson(db, [subject]) : [],
    ])
    if (!found) throw new NotFound()
    return { institution: found, signatory: await signatoryOf(db, found), terms, student: students[0] ?? null }
  },
  unit: ({ background }) => background.student?.unit ?? null,
  starts: 'noticed',
  stages,
  editable: ['noticed'],
  fills: ['office'],
  later: { due: { papers: true } },
  steps,
  warns: ({ facts, law, background }, language) =>
    facts.kind && facts.happenedOn && !termOf(facts.kind, law.on(facts.happenedOn), background.terms)
      ? [{ fact: 'kind', text: dutyWords(language)('warns.noTerm') }]
      : [],
  documents: () => [
    {
      type: 'proof',
      title: inThree('paper.proof'),
      hint: inThree('paper.proof.hint'),
      why: inThree('paper.proof.why'),
      optional: true,
    },
  ],
  deadlines,
  papers: { notice },
  person: ({ name, birthDay, citizenship }) => ({ shownAs: name ?? '', birthDay: birthDay ?? undefined, citizenship }),
  opensAt: '/desk/duties/new',
  listed: ['kind', 'happened'],
  columns: ({ facts }) => ({
    kind: facts.kind ? inThree(`choice.kind.${facts.kind}`) : '',
    happened: facts.happenedOn ?? '',
  }),
})
