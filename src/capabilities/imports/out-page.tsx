import { Actions, Button, ButtonLink, Card, CheckList, Crumbs, Form, More, PageTitle } from '../../ui/index.ts'
import { fieldName, importsAddress } from './said.ts'
import type { Target } from './target.ts'
import type { Say } from './words.ts'

interface OutProps {
  readonly t: Say
  readonly targets: readonly Target[]
  readonly mayImport: boolean
}

const out = `${importsAddress}/out` as const

/** What may leave as a file, with which columns. */
export function OutPage({ t, targets, mayImport }: OutProps) {
  return (
    <>
      {mayImport && (
        <Crumbs label={t('crumbs')} steps={[{ text: t('title'), href: importsAddress }, { text: t('out.title') }]} />
      )}
      <PageTitle title={t('out.title')} lead={t('out.lead')} />
      {targets.map(({ name, fields }) => (
        <Card title={t(`target.${name}`)}>
          <p>{t(`out.${name}`)}</p>
          <Form action={`${out}/${name}.xlsx`} method="get">
            <More title={t('out.columns')} about={t('out.columns.about')}>
              <CheckList
                name="columns"
                id={`columns-${name}`}
                label={t('out.columns')}
                options={fields.map((field) => ({
                  value: field.name,
                  text: fieldName(name, field.name, t.language),
                  selected: true,
                }))}
              />
            </More>
            <Actions>
              <Button>XLSX</Button>
              <Button tone="soft" action={`${out}/${name}.csv`}>
                CSV
              </Button>
              <Button tone="soft" action={`${out}/${name}.json`}>
                JSON
              </Button>
            </Actions>
          </Form>
        </Card>
      ))}
      <Card title={t('out.contacts')}>
        <p>{t('out.contacts.text')}</p>
        <Actions>
          <ButtonLink tone="soft" href={`${out}/contacts.vcf`}>
            vCard
          </ButtonLink>
        </Actions>
      </Card>
    </>
  )
}
