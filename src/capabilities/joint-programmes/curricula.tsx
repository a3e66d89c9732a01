import type { Child } from '../../platform/jsx-runtime.ts'
import { Notice, Table, Tag } from '../../ui/index.ts'
import { numberIn, textIn, type WorkLine } from '../networks/index.ts'
import { curriculaOf } from './rules.ts'
import type { Say } from './words.ts'

const credits = (t: Say, hundredths: number) => (hundredths / 100).toLocaleString(t.language)

/** Both curricula side by side, what is recognised for what, and where the credits differ; null where there is none. */
export function Curricula({ t, lines }: { t: Say; lines: readonly WorkLine[] }): Child {
  const { equal, onlyHere, onlyThere, all, recognised } = curriculaOf(lines)
  if (equal.length + onlyHere.length + onlyThere.length === 0) return null
  const difference = recognised.there - recognised.here
  const rows = [
    ...equal.map(({ here, there, difference }) => [said(t, here), said(t, there), <Differs t={t} by={difference} />]),
    ...onlyHere.map((one) => [said(t, [one]), t('curricula.nothing'), '–']),
    ...onlyThere.map((one) => [t('curricula.nothing'), said(t, [one]), '–']),
    [
      t('curricula.all', { credits: credits(t, all.here) }),
      t('curricula.all', { credits: credits(t, all.there) }),
      <Differs t={t} by={all.there - all.here} />,
    ],
  ]
  return (
    <>
      <Table
        caption={t('curricula.title')}
        captionHidden
        columns={[
          { key: 'here', text: t('curricula.here') },
          { key: 'there', text: t('curricula.there') },
          { key: 'difference', text: t('curricula.difference') },
        ]}
        rows={rows.map((cells) => ({ cells }))}
        empty=""
      />
      {difference !== 0 && (
        <Notice
          tone="due"
          title={t('curricula.differs', {
            here: credits(t, recognised.here),
            there: credits(t, recognised.there),
            difference: credits(t, Math.abs(difference)),
          })}
        />
      )}
    </>
  )
}

const said = (t: Say, subjects: readonly WorkLine[]) =>
  subjects
    .map(({ said }) =>
      t('curricula.subject', {
        name: textIn(said, 'name')?.[t.language] ?? '',
        credits: credits(t, numberIn(said, 'credits') ?? 0),
      }),
    )
    .join('; ')

function Differs({ t, by }: { t: Say; by: number }) {
  if (by === 0) return <Tag tone="ok">{t('curricula.same')}</Tag>
  return <Tag tone="due">{`${by > 0 ? '+' : '−'}${credits(t, Math.abs(by))}`}</Tag>
}
