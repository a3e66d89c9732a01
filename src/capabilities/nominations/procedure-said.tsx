import { sayDay } from '../../platform/words/saying-days.ts'
import { DescriptionList, Link, Moment } from '../../ui/index.ts'
import type { HostProcedure } from './rules.ts'
import type { Say } from './words.ts'

/** What the host asks of its students, with its dates. */
export function ProcedureSaid({ t, procedure }: { t: Say; procedure: HostProcedure }) {
  const { text, site, dates } = procedure
  return (
    <>
      <p class="body">{text}</p>
      {site && (
        <p>
          <Link href={site}>{site}</Link>
        </p>
      )}
      {dates.length > 0 && (
        <DescriptionList
          rows={dates.map(({ on, what }) => ({
            term: what,
            value: <Moment dateTime={on}>{sayDay(on, t.language)}</Moment>,
          }))}
        />
      )}
    </>
  )
}
