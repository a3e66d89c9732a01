import { Card, Copied, Crumbs, DescriptionList, EmptyState, PageTitle, Stack } from '../../ui/index.ts'
import type { Call } from '../calls/index.ts'
import { nameOf, type Partner } from '../partners/index.ts'
import { groupAddress, listAddress } from './addresses.ts'
import type { Nominee } from './rules.ts'
import { type Common, studentFields, valuesOf } from './values.ts'
import type { Say } from './words.ts'

interface CardProps {
  readonly t: Say
  readonly call: Call
  readonly partner: Partner
  readonly nominees: readonly Nominee[]
  readonly common: Common
}

/** What a partner's portal asks, to copy field by field; without a script each field can be marked. */
export function CardPage({ t, call, partner, nominees, common }: CardProps) {
  const name = nameOf(partner, t.language)
  return (
    <Stack>
      <Crumbs
        label={t('list.title')}
        steps={[
          { text: t('list.title'), href: listAddress(call) },
          { text: name, href: groupAddress(call.id, partner.id) },
          { text: t('card.title') },
        ]}
      />
      <PageTitle title={t('card.title')} over={name} lead={t('card.lead')} />
      {nominees.length === 0 && <EmptyState title={t('list.none')} text={t('list.noneText')} />}
      {nominees.map((nominee, at) => {
        const values = valuesOf(nominee, at, common)
        return (
          <Card title={nominee.name}>
            <DescriptionList
              rows={studentFields
                .filter((field) => field !== 'number' && values[field] !== '')
                .map((field) => ({
                  term: t(`field.${field}`),
                  value: (
                    <Copied copy={t('card.copy')} done={t('card.done')}>
                      {values[field]}
                    </Copied>
                  ),
                }))}
            />
          </Card>
        )
      })}
    </Stack>
  )
}
