import { Actions, Button, DescriptionList, Form, Keys, Notice, PageTitle, Section } from '../../ui/index.ts'
import { keysByPage } from './rules.ts'
import { type KeysSay, keysWords } from './words.ts'

/** Every key of the desk, page by page, and one button that switches them off and on. */
export function KeysPage({ t, on }: { t: KeysSay; on: boolean }) {
  const say = keysWords.byData(t.language)
  return (
    <>
      <PageTitle title={t('title')} lead={t('lead')} />
      <Notice tone={on ? 'ok' : 'quiet'} title={t(on ? 'on' : 'off')}>
        <p>{t(on ? 'on.text' : 'off.text')}</p>
        <Form action="/desk/keys" method="post" label={t('switch')}>
          <Actions>
            <Button tone="soft" name="keys" value={on ? 'off' : 'on'}>
              {t(on ? 'switch.off' : 'switch.on')}
            </Button>
          </Actions>
        </Form>
      </Notice>
      {Object.entries(keysByPage).map(([page, keys]) => (
        <Section title={say(`page.${page}`)}>
          <DescriptionList
            rows={Object.entries(keys).map(([what, names]) => ({
              term: say(`keys.${page}.${what}`),
              value: <Keys names={names} />,
            }))}
          />
        </Section>
      ))}
    </>
  )
}
