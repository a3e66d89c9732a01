import { Prose } from '../../ui/index.ts'
import type { Telling } from './desk.ts'
import { wordIn } from './forms.ts'
import { type CountryMembers, membersByCountry, type WorkLine } from './rules.ts'
import { networksWords } from './words.ts'

/** The institutions of this program stand here. */
const home = 'KG'

interface MembersProps {
  readonly telling: Telling
  /** Lines of one network. */
  readonly lines: readonly WorkLine[]
  /** Whether the university is a member itself. */
  readonly own: boolean
}

/** Members by country: the number as it was said, and how many of them have a name here. */
export function Members({ telling, lines, own }: MembersProps) {
  const counts = lines.filter(({ kind }) => kind === 'count')
  if (counts.length === 0) return null
  const keyOf = (country: string) => counts.find(({ said }) => wordIn(said, 'country') === country)?.key
  const rows = membersByCountry(lines, own ? home : null, (id) => telling.partners.get(id) ?? null)
  return (
    <>
      <h4>{networksWords(telling.language)('lines.count')}</h4>
      <Prose>
        <ul>
          {rows.map((row) => (
            <li id={keyOf(row.country) ?? undefined}>{sayCountryMembers(telling, row)}</li>
          ))}
        </ul>
      </Prose>
    </>
  )
}

function sayCountryMembers({ language, law }: Telling, { country, told, named }: CountryMembers): string {
  const t = networksWords(language)
  const name = country === '' ? t('members.noCountry') : (law.country(country)?.name[language] ?? country)
  if (told === null) return named > 0 ? t('members.named', { country: name, named }) : name
  if (named > told) return t('members.more', { country: name, told, named })
  const unnamed = told - named
  return unnamed === 0 ? t('members.all', { country: name, told }) : t('members.told', { country: name, told, unnamed })
}
