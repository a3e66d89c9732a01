import { done, type Outcome, refuse } from '../../platform/outcome.ts'
import { type Check, linesOf, numberIn, type Wanted, type WorkLine, wordIn } from '../networks/index.ts'
import { outOfOrder, seated } from './rules.ts'

/** What stands against a line of a joint programme, with the programme held: nobody takes the last seat beside it. */
export const programmeCheck: Check = async (tx, work, wanted) => {
  const lines = await linesOf(tx, [work.id])
  const others = lines.filter(({ id }) => id !== wanted.before?.id)
  switch (wanted.line.kind) {
    case 'cohort':
      return whyNotCohort(wanted, lines, others)
    case 'student':
      return whyNotSeat(wanted, lines, others)
    case 'subject':
      return whyNotSubject(wanted, lines)
    case 'recognition':
      return whyNotRecognise(wanted, others)
    default:
      return done
  }
}

function whyNotCohort({ line, before, out }: Wanted, lines: readonly WorkLine[], others: readonly WorkLine[]): Outcome {
  const held = before ? lines.filter(({ kind, under }) => kind === 'student' && under === before.id) : []
  if (out) return held.length > 0 ? refuse('works.cohortHasStudents', { params: { count: held.length } }) : done
  const taken = before ? seated(lines, before.id).length : 0
  if ((numberIn(line.said, 'seats') ?? 0) < taken) return refuse('works.seatsBelow', { params: { count: taken } })
  if (outOfOrder(line.said)) return refuse('works.calendarOrder')
  const year = numberIn(line.said, 'year')
  const isTwice = others.some(({ kind, said }) => kind === 'cohort' && numberIn(said, 'year') === year)
  return isTwice ? refuse('works.cohortTwice', { params: { year: String(year) } }) : done
}

function whyNotSeat({ line, out }: Wanted, lines: readonly WorkLine[], others: readonly WorkLine[]): Outcome {
  if (out) return done
  const cohort = lines.find(({ kind, id }) => kind === 'cohort' && id === line.under)
  if (!cohort) return refuse('works.noCohort')
  if (others.some(({ kind, personId }) => kind === 'student' && personId === line.personId))
    return refuse('works.onceOnly')
  if (wordIn(line.said, 'stage') === 'left') return done
  const seats = numberIn(cohort.said, 'seats') ?? 0
  return seated(others, cohort.id).length < seats ? done : refuse('works.noSeat', { params: { seats } })
}

function whyNotSubject({ line, before, out }: Wanted, lines: readonly WorkLine[]): Outcome {
  const isMoved = before !== null && wordIn(before.said, 'side') !== wordIn(line.said, 'side')
  const isUsed = lines.some(
    ({ kind, said }) =>
      kind === 'recognition' && [wordIn(said, 'here'), wordIn(said, 'there')].includes(before?.id ?? 'none'),
  )
  return isUsed && (out || isMoved) ? refuse('works.subjectRecognised') : done
}

function whyNotRecognise({ line, out }: Wanted, others: readonly WorkLine[]): Outcome {
  if (out) return done
  const pair = ({ said }: Pick<WorkLine, 'said'>) => `${wordIn(said, 'there')} ${wordIn(said, 'here')}`
  const stands = (id: string, side: string) =>
    others.some((one) => one.kind === 'subject' && one.id === id && wordIn(one.said, 'side') === side)
  if (!stands(wordIn(line.said, 'there'), 'there') || !stands(wordIn(line.said, 'here'), 'here'))
    return refuse('works.noSubject')
  return others.some((one) => one.kind === 'recognition' && pair(one) === pair(line)) ? refuse('works.onceOnly') : done
}
