export { Bar, EvaluationBanner, type LanguageChoice, Languages, type MenuLink } from './bar.tsx'
export { DocumentRow, Now, Stack, Steps, Timeline } from './case.tsx'
export {
  CheckField,
  CheckList,
  type Choice,
  type Option,
  type OptionGroup,
  RadioField,
  SelectField,
} from './choices.tsx'
export {
  Beside,
  CaseColumns,
  Column,
  Columns,
  DeskFrame,
  Item,
  type MenuGroup,
  SidePanel,
  TwoColumns,
} from './desk.tsx'
export { Document, Main, StructuredData } from './document.tsx'
export { AddHere, Choices, EditCard, EditCards, InOneLanguage, Screens, Tool, ToolLink, Tools } from './editing.tsx'
export {
  DayField,
  Field,
  type FieldProps,
  FieldSet,
  FileField,
  TextArea,
  TextField,
  type TextFieldProps,
} from './fields.tsx'
export { Picture, PictureCard, PictureChoices, type PictureSource, Pictures } from './figures.tsx'
export { Footer } from './footer.tsx'
export { FieldGroup, Filters, Form, HiddenField, SearchField } from './form.tsx'
export { FindField, FoundItem, FoundList, Snippet } from './found.tsx'
export { Door, Doors, Hero } from './home.tsx'
export { DescriptionList, type DescriptionRow, NumberList, Tile, Tiles } from './lists.tsx'
export { Mark, Ornament, Tunduk } from './marks.tsx'
export { Confirm, EmptyState, ErrorSummary, More, Notice, Progress } from './notices.tsx'
export { PaperPair, PaperView } from './paper.tsx'
export { Cards, FileCard, MailFrame, Person } from './people.tsx'
export { ColumnPicture, Key, WorldPicture } from './pictures.tsx'
export { Safety, SendingCard, Square } from './sending.tsx'
export { Pager, Table, type TableColumn, type TableRow, Tabs } from './table.tsx'
export { Changes, Glossary, InLanguages, type Piece } from './texts.tsx'
export {
  Actions,
  Button,
  ButtonLink,
  type ButtonTone,
  Card,
  Copied,
  Crumbs,
  Keys,
  Link,
  Moment,
  Muted,
  PageTitle,
  Prose,
  Section,
  Tag,
  type Tone,
  Verbatim,
} from './words.tsx'
