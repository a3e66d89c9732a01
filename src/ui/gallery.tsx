import {
  Actions,
  Bar,
  Beside,
  Button,
  ButtonLink,
  Card,
  Cards,
  CaseColumns,
  Changes,
  CheckField,
  CheckList,
  Column,
  Columns,
  Confirm,
  Copied,
  Crumbs,
  DayField,
  DescriptionList,
  DeskFrame,
  Document,
  DocumentRow,
  Door,
  Doors,
  EmptyState,
  ErrorSummary,
  EvaluationBanner,
  FieldGroup,
  FileCard,
  FileField,
  Filters,
  FindField,
  Footer,
  Form,
  FoundItem,
  FoundList,
  Glossary,
  Hero,
  HiddenField,
  InLanguages,
  Item,
  Keys,
  type LanguageChoice,
  Link,
  MailFrame,
  Main,
  Moment,
  More,
  Muted,
  Notice,
  Now,
  NumberList,
  Ornament,
  Pager,
  PageTitle,
  PaperPair,
  PaperView,
  Person,
  Picture,
  PictureCard,
  PictureChoices,
  Pictures,
  Progress,
  Prose,
  RadioField,
  Safety,
  SearchField,
  Section,
  SelectField,
  SendingCard,
  SidePanel,
  Snippet,
  Square,
  Stack,
  Steps,
  Table,
  Tabs,
  Tag,
  TextArea,
  TextField,
  Tile,
  Tiles,
  Timeline,
  TwoColumns,
  Verbatim,
} from './index.ts'

const styles = ['/assets/look.css']
const languages: LanguageChoice[] = [
  { href: '/kstu/en', text: 'EN', label: 'English', lang: 'en', current: true },
  { href: '/kstu/ru', text: 'RU', label: 'Русский', lang: 'ru' },
  { href: '/kstu/ky', text: 'KY', label: 'Кыргызча', lang: 'ky' },
]

/** Every word of the public and the applicant's pages once, with invented text: for looking at, not for visitors. */
export function Gallery() {
  return (
    <Document language="en" title="Words of the public pages" skip="Skip to the content" styles={styles}>
      <EvaluationBanner text="Evaluation: nothing here is sent to anybody" />
      <Bar
        home={{ href: '/kstu/en', name: 'KSTU International' }}
        links={[
          { href: '/a', text: 'Study here', current: true },
          { href: '/b', text: 'Go abroad' },
          { href: '/c', text: 'Partners' },
          { href: '/d', text: 'Office' },
        ]}
        languages={languages}
        menu="Menu"
        languagesLabel="Language"
        account={<a href="/my">My page</a>}
      />
      <Main
        hero={
          <Hero
            title="The bridge between the university and the world"
            text="Apply as a foreign student, spend a semester abroad, or work with us. Every date and every paper in one place."
            actions={
              <>
                <ButtonLink href="/apply">Start an application</ButtonLink>
                <ButtonLink href="/login" tone="soft">
                  Go on with mine
                </ButtonLink>
              </>
            }
          />
        }
      >
        <Doors>
          <Door
            title="Study here"
            text="Five documents, one form, an answer by e-mail."
            href="/1"
            go="Start an application"
          />
          <Door
            title="Spend time abroad"
            text="See at once whether you may apply, and why."
            href="/2"
            go="3 open calls"
          />
          <Door title="Visa and registration" text="We count the days with you." href="/3" go="My dates" />
          <Door
            title="Partner with us"
            text="Agreements in Asia, Europe and Australia."
            href="/4"
            go="Map of partners"
          />
        </Doors>
        <Section title="Open now" action={<Link href="/calls">All calls</Link>}>
          <PublicTable />
        </Section>
        <Ornament />
        <TwoColumns even>
          <ApplicantWords />
          <FormWords />
        </TwoColumns>
        <LongWords />
        <Section title="The office">
          <Cards>
            <Person
              name="SAMPLEOVA Test"
              post="Head of an invented department"
              phones={[{ text: '+996 000 00-00-00', href: 'tel:+996000000000' }, { text: 'extension 12' }]}
              mail="sample@example.org"
              text="Room 000, Monday to Friday"
            />
            <Person
              name="PROBEKOV Example"
              post="Specialist"
              mail="a.very.long.address.of.an.office@international.example.org"
            />
          </Cards>
        </Section>
      </Main>
      <Footer
        columns={[
          { title: 'Office', text: 'Invented street 1, Bishkek' },
          {
            title: 'Study',
            links: [
              { href: '/p', text: 'Programmes' },
              { href: '/h', text: 'How to apply' },
            ],
          },
          { title: 'Partner site', links: [{ href: 'https://example.org', text: 'example.org' }] },
        ]}
        text="Kopuro is free software."
      />
    </Document>
  )
}

function PublicTable() {
  return (
    <Table
      caption="Open calls"
      captionHidden
      columns={[
        { key: 'call', text: 'Call' },
        { key: 'for', text: 'For' },
        { key: 'places', text: 'Places', numeric: true },
        { key: 'closes', text: 'Closes' },
      ]}
      rows={[
        {
          cells: [
            'Language semester, Sample University',
            'Students, undergraduates',
            5,
            <Tag tone="due">in 9 days</Tag>,
          ],
          href: '/1',
        },
        {
          cells: ['Erasmus+ mobility, autumn', 'Students of two years and more, B2', 12, <Tag tone="ok">20 Dec</Tag>],
          href: '/2',
        },
      ]}
      empty="Nothing is open now."
    />
  )
}

function ApplicantWords() {
  return (
    <Stack>
      <PageTitle
        title="Your application"
        over="KSTU-2026-00417 · Master, Energy"
        lead="Whose turn it is, and what comes next."
      />
      <Now
        tag={{ tone: 'due', text: 'Your turn' }}
        title="One paper came back, one is missing"
        text={
          <>
            Send both by <b>Friday 4 December</b> to be in this intake.
          </>
        }
      />
      <Section title="Papers">
        <DocumentRow state="ok" mark="✓" title="Passport" tag="accepted" />
        <DocumentRow
          state="back"
          mark="!"
          title="Bachelor's diploma"
          tag="came back"
          text="The stamp on page 2 is cut off."
        >
          <Actions>
            <ButtonLink href="/again" tone="soft">
              Send again
            </ButtonLink>
          </Actions>
        </DocumentRow>
        <DocumentRow state="missing" mark="3" title="Transcript" tag="missing">
          <Progress value={65} max={100} label="IMG_2041.jpg · 3.1 of 4.8 MB is safe here" />
        </DocumentRow>
        <DocumentRow state="wait" mark="…" title="Application form" tag="being checked">
          <SendingCard turn="Turn" now="Send now" discard="Discard" />
        </DocumentRow>
        <Safety>
          <p>The last file is still only on this phone.</p>
        </Safety>
      </Section>
      <Section title="What happens">
        <Timeline
          items={[
            { title: 'Sent', when: '20 Nov', dateTime: '2026-11-20' },
            { title: 'With the office', when: 'now, since 2 days', tone: 'due', text: 'Opinion of the faculty asked' },
            { title: 'Decision and letter', ahead: true },
          ]}
        />
      </Section>
      <Pictures>
        <Picture sizes={shot} alt="An invented square" caption="A square, in two sizes" />
        <PictureCard
          href="/album"
          title="Graduation day"
          text="26 June 2026, 14 pictures"
          picture={{ sizes: shot, alt: '' }}
        />
      </Pictures>
      <PictureChoices
        name="picture"
        label="Picture"
        options={[
          { value: '', text: 'None', selected: true },
          { value: '1', text: 'A square', selected: false, picture: { sizes: shot, alt: '' } },
        ]}
      />
      <Square modules={3} path="M0 0h1v1h-1zM2 0h1v1h-1zM1 1h1v1h-1zM0 2h1v1h-1z" label="An invented square to scan" />
      <FileCard
        name="diploma-page-2.pdf"
        size="1.2 MB, PDF"
        href="/file"
        actions={<Link href="/remove">Remove</Link>}
      />
      <Card title="Check your answers">
        <DescriptionList
          rows={[
            { term: 'Name', value: 'SAMPLE Anna', action: { href: '/name', text: 'Change', about: 'name' } },
            {
              term: 'Born',
              value: <Moment dateTime="1998-02-03">3 February 1998</Moment>,
              action: { href: '/b', text: 'Change', about: 'day of birth' },
            },
          ]}
        />
      </Card>
      <Confirm open="Withdraw the application">
        <p>This cannot be undone. The office is told at once.</p>
        <Form action="/withdrawal" method="post">
          <HiddenField name="case" value="417" />
          <Button tone="danger">Withdraw for good</Button>
        </Form>
      </Confirm>
    </Stack>
  )
}

const shot = [
  { href: '/assets/icon.svg', width: 320, height: 320 },
  { href: '/assets/icon.svg', width: 640, height: 640 },
] as const

function FormWords() {
  return (
    <Stack>
      <Steps
        label="Application · step 3 of 6 · saved a moment ago"
        steps={[
          { name: 'Place', state: 'done', href: '/s1' },
          { name: 'You', state: 'done', href: '/s2' },
          { name: 'Passport', state: 'here' },
          { name: 'School', state: 'ahead' },
          { name: 'Papers', state: 'ahead' },
          { name: 'Check', state: 'ahead' },
        ]}
      />
      <ErrorSummary
        title="Please look at one thing"
        problems={[{ href: '#passportNumber', text: 'The last digit does not fit the second line' }]}
      />
      <Form action="/apply" method="post" multipart label="Your passport">
        <TextField
          name="line"
          label="The second line of the photo page"
          hint="Type it or paste it"
          mono
          value="L898902C36UTO7408122F1204159ZE184226B<<<<<10"
        />
        <TextField
          name="passportNumber"
          label="Passport number"
          hint="As printed, without spaces"
          error="You typed L898902C8. The line says L898902C3."
          value="L898902C8"
          width="half"
        />
        <DayField
          name="expires"
          label="Date of expiry"
          hint="For example 15 4 2031"
          words={{ day: 'Day', month: 'Month', year: 'Year' }}
          value={{ day: '15', month: '4', year: '2031' }}
        />
        <SelectField
          name="citizenship"
          label="Citizenship"
          options={[
            { value: '', text: 'Choose a country' },
            {
              group: 'Asia',
              options: [
                { value: 'IN', text: 'India', selected: true },
                { value: 'CN', text: 'China' },
              ],
            },
          ]}
        />
        <RadioField
          name="level"
          label="What would you like to study?"
          options={[
            { value: 'bachelor', text: 'Bachelor', hint: 'Four years, after secondary school', selected: true },
            { value: 'master', text: 'Master', hint: 'Two years, after higher education' },
          ]}
        />
        <CheckList
          name="languages"
          label="Languages you speak"
          options={[
            { value: 'en', text: 'English', selected: true },
            { value: 'ru', text: 'Russian' },
          ]}
        />
        <FileField
          name="diploma"
          label="Diploma"
          hint="PDF or photos, up to 25 MB each"
          accept="application/pdf,image/*"
          multiple
        />
        <FieldGroup legend="How we reach you">
          <TextField name="mail" label="E-mail" type="email" autocomplete="email" />
          <TextArea name="note" label="Anything we should know" rows={3} value="First line" />
        </FieldGroup>
        <CheckField
          name="consent"
          label="I agree that the office keeps these papers"
          hint="For admission only"
          error="Without it we may not open them."
        />
        <Actions>
          <Button>Save and go on</Button>
          <Button tone="soft" name="go" value="back" unchecked>
            Back
          </Button>
        </Actions>
      </Form>
    </Stack>
  )
}

function LongWords() {
  return (
    <Section title="Long words">
      <Notice tone="wait" title="Приём документов иностранных граждан" role="note">
        <p lang="ru">Освидетельствование, нострификация, межправительственные соглашения: заявление рассматривается.</p>
      </Notice>
      <Notice tone="ok" title="Saved" role="status" />
      <Copied copy="Copy" done="Copied">
        SAMPLE Anna
      </Copied>
      <Verbatim label="A line for a program">
        {'openssl pkeyutl -verify -pubin -inkey sample.pem -rawin -in letter.txt'}
      </Verbatim>
      <Prose lang="ky">
        <h3>Чет өлкөлүк жарандарды кабыл алуу</h3>
        <p>
          Документтериңиз кабыл алынды. Эл аралык байланыштар бөлүмү арызыңызды карап чыгып, жообун электрондук
          почтаңызга жөнөтөт.
        </p>
        <ul>
          <li>Паспорт жана анын көчүрмөсү</li>
          <li>
            <Link href="https://example.org/a-very-long-address-that-has-to-break-somewhere-on-a-small-phone">
              https://example.org/a-very-long-address-that-has-to-break-somewhere-on-a-small-phone
            </Link>
          </li>
        </ul>
      </Prose>
      <More title="Why we ask">
        <p>Because the rule says so, with its source.</p>
      </More>
    </Section>
  )
}

/** Every word of the desk once. */
export function DeskGallery() {
  return (
    <Document language="en" title="Words of the desk" skip="Skip to the content" styles={styles} private>
      <EvaluationBanner text="Evaluation: nothing here is sent to anybody" />
      <DeskFrame
        brand={{ href: '/desk', name: 'Kopuro', under: 'KSTU' }}
        menu="Menu"
        languages={languages.map(({ text, label, lang, current }) => ({
          text,
          label,
          lang,
          current,
          post: '/language',
        }))}
        languagesLabel="Language"
        account={<Link href="/me">Sample Officer</Link>}
        find={<FindField action="/desk/search" label="Search" keyName="/" />}
        groups={[
          {
            heading: 'Work',
            links: [
              { href: '/desk', text: 'Today', count: 12, current: true },
              { href: '/desk/admission', text: 'Admission', count: 48 },
              { href: '/desk/visas', text: 'Visas', count: 31 },
            ],
          },
          {
            heading: 'Relations',
            links: [
              { href: '/desk/partners', text: 'Partners' },
              { href: '/desk/plans', text: 'Plans and reports' },
            ],
          },
        ]}
      >
        <PageTitle title="Today" lead="Sunday 22 November. Four things can't wait." />
        <Columns>
          <Column tone="late" title="Overdue" count={1}>
            <Item title="Registration · SAMPLE Ayesha" text="5 days from the border ended on 20 Nov." href="/1" />
          </Column>
          <Column tone="due" title="Due this week" count={2}>
            <Item title="Study visa · EXAMPLE Arjun" text="Latest safe day to send the package: 24 Nov" href="/2" />
            <Item title="Erasmus+ · results to 41 applicants" text="Promised for 25 Nov" href="/3" />
          </Column>
          <Column tone="wait" title="Waiting on others" count={1}>
            <Item title="Invitation · delegation" text="With the consular department since 17 Nov" href="/4" />
          </Column>
          <Column tone="ok" title="Arrived" count={0} />
        </Columns>
        <Tiles>
          <Tile text="Foreign students" value="612" note="+48 on last year" tone="ok" href="/s" />
          <Tile text="Visas in order" value="97%" note="18 due this month" tone="due" />
          <Tile text="Overdue cases" value="3" note="oldest 4 days" tone="late" />
          <Tile text="Agreements in force" value="151" note="9 end this year" tone="wait" />
        </Tiles>
        <Tabs
          label="Stages"
          tabs={[
            { href: '/a', text: 'Open', count: 48, current: true },
            { href: '/b', text: 'Admitted', count: '1,000+' },
            { href: '/c', text: 'Closed' },
          ]}
        />
        <Filters
          action="/desk/admission"
          label="Narrow the list"
          button="Show"
          reset={{ href: '/desk/admission', text: 'Show all' }}
        >
          <SearchField name="q" label="Name or number" value="sample" />
          <SelectField
            name="stage"
            label="Stage"
            options={[
              { value: '', text: 'Every stage' },
              { value: 'sent', text: 'Sent' },
            ]}
          />
        </Filters>
        <CaseTable />
        <Pager
          label="Pages"
          newer={{ href: '/n', text: 'Newer' }}
          older={{ href: '/o', text: 'Older' }}
          text="26–50 of 1,000+"
        />
        <Table
          columns={[{ key: 'x', text: 'X' }]}
          rows={[]}
          empty={
            <EmptyState
              title="Nobody waits"
              text="New applications appear here."
              action={<ButtonLink href="/new">Open one by hand</ButtonLink>}
            />
          }
        />
        <FoundWords />
        <CaseWords />
      </DeskFrame>
    </Document>
  )
}

function CaseTable() {
  return (
    <Table
      caption="Applications"
      columns={[
        { key: 'name', text: 'Name' },
        { key: 'number', text: 'Number' },
        { key: 'stage', text: 'Stage' },
        { key: 'papers', text: 'Papers', numeric: true },
        { key: 'due', text: 'Due' },
      ]}
      rows={[
        { cells: ['SAMPLE Wei', 'KSTU-2026-00417', 'Sent', '5 of 5', <Tag tone="late">4 days ago</Tag>], href: '/1' },
        {
          cells: [
            'EXAMPLEOVA-PROBEKOVA Constantia Maria',
            'KSTU-2026-00418',
            'With the office',
            '3 of 5',
            <Tag tone="quiet">no date</Tag>,
          ],
          href: '/2',
        },
      ]}
      empty=""
    />
  )
}

function FoundWords() {
  return (
    <>
      <Section title="People">
        <FoundList>
          <FoundItem
            title="SAMPLE Wei"
            href="/1"
            text="born 7 March 2006 · China · KSLU-2026-00006, On the waiting list"
            why="Found by the spelling: САМПЛЕ"
          />
          <FoundItem
            title={
              <Snippet
                pieces={[
                  { text: 'Land Law', found: true },
                  { text: ' tournament', found: false },
                ]}
              />
            }
            href="/3"
            text={
              <Snippet
                pieces={[
                  { text: 'A diploma in ', found: false },
                  { text: 'Land Law', found: true },
                ]}
                lang="en"
              />
            }
          />
          <FoundItem title="KSLU-2026/0001" href="/2" text="EXAMPLEOVA-PROBEKOVA Constantia Maria: letter of admission">
            <Link href="/2/case">Open the case</Link>
          </FoundItem>
        </FoundList>
      </Section>
      <Section title="Keys">
        <DescriptionList rows={[{ term: 'Today', value: <Keys names={['g', 't']} /> }]} />
      </Section>
    </>
  )
}

const viewerWords = {
  larger: 'Larger',
  smaller: 'Smaller',
  fit: 'Fit the width',
  left: 'Turn left',
  right: 'Turn right',
}

function CaseWords() {
  return (
    <>
      <Crumbs label="Where you are" steps={[{ text: 'Admission', href: '/desk/admission' }, { text: 'SAMPLE Wei' }]} />
      <CaseColumns
        first={<Card title="What to do">Decide by 24 Nov.</Card>}
        matter={
          <Beside paper={<Verbatim label="A paper">{'P<UTOSAMPLE<<WEI'}</Verbatim>}>
            <DescriptionList rows={[{ term: 'Family name', value: 'SAMPLE' }]} />
          </Beside>
        }
        side={<Card title="Looked after by">Sample Officer</Card>}
      />
      <TwoColumns>
        <Card title="Case: study visa">
          <Timeline
            items={[
              { title: "Asked by the dean's office", when: '12 Nov, 10:14', text: 'group 3 of Logistics' },
              {
                title: '4 of 5 documents accepted',
                text: 'Missing: certificate from the place of study',
                tone: 'late',
              },
              {
                title: (
                  <>
                    Package to the consular department <Tag tone="due">by 24 Nov</Tag>
                  </>
                ),
                ahead: true,
                text: 'because: the ministry asks for working days before the visa ends',
              },
            ]}
          />
          <Actions>
            <Button type="button">Print the package</Button>
            <Button type="button" tone="soft">
              Remind the student
            </Button>
          </Actions>
        </Card>
        <SidePanel>
          <Card title="Dates">
            <DescriptionList
              rows={[
                { term: 'Visa ends', value: '30 Dec 2026' },
                { term: 'Passport ends', value: <Muted>14 May 2029</Muted> },
              ]}
            />
          </Card>
          <Card title="Students by country" level={3}>
            <NumberList
              rows={[
                { text: 'India', value: 231, href: '/in' },
                { text: 'Pakistan', value: 154 },
                { text: 'Uzbekistan', value: 96 },
                { text: 'Others', value: 79, rest: true },
              ]}
            />
          </Card>
        </SidePanel>
      </TwoColumns>
      <Glossary
        rows={[
          { term: '{name}', text: 'The name as in the passport' },
          { term: '{link}', text: 'The own page' },
        ]}
      />
      <InLanguages>
        <Card title="English" level={3}>
          <Changes
            lang="en"
            pieces={[
              { text: 'You are ', change: 'same' },
              { text: 'not ', change: 'removed' },
              { text: 'now ', change: 'added' },
              { text: 'admitted.', change: 'same' },
            ]}
          />
        </Card>
        <Card title="Кыргызча" level={3}>
          <Changes lang="ky" pieces={[{ text: 'Сиз кабыл алындыңыз.', change: 'same' }]} />
        </Card>
      </InLanguages>
      <PaperPair>
        <PaperView name="passport.jpg" kind="picture" src="/assets/icon.svg" words={viewerWords} />
        <PaperView name="passport.svg, earlier" kind="picture" src="/assets/icon.svg" words={viewerWords} />
      </PaperPair>
      <MailFrame
        subject="Your application has arrived"
        rows={[
          { term: 'To', value: 'sample@example.org' },
          { term: 'Sent', value: '22 Nov, 10:14' },
        ]}
      >
        {'Dear SAMPLE Wei,\n\nYour application has the number KSTU-2026-00417.'}
      </MailFrame>
    </>
  )
}
