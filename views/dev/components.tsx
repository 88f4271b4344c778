import type { Child } from "hono/jsx";
import { Icon, type IconName } from "../components/icon.tsx";
import { ICON_SHAPES } from "../components/icon-shapes.ts";
import { PageHead } from "../components/page-head.tsx";
import type { Frame } from "../page/frame.ts";
import { StaffPage } from "../staff/layout.tsx";
import { Fields } from "./fields.tsx";
import {
  Badges,
  Buttons,
  Floating,
  Notices,
  Surfaces,
  Table,
  Tabs,
  WeekPlot,
} from "./specimens.tsx";

/** Every component in every state, in each theme and direction. For developers. */
export function ComponentsPage({ frame }: { frame: Frame }) {
  const title = "Components";
  return (
    <StaffPage frame={frame} title={title} accountName={null}>
      <PageHead title={title} lead={"What pages are made of, in each theme and direction."}>
        <a class="button quiet" href="#icons">
          <Icon name="search" />
          {"Icons"}
        </a>
        <a class="button" href="#light-ltr">
          {"See them"}
        </a>
      </PageHead>
      <div class="specimens">
        {(["light", "dark"] as const).flatMap((theme) =>
          (["ltr", "rtl"] as const).map((dir) => <Panel frame={frame} theme={theme} dir={dir} />),
        )}
      </div>
      <Section title="Icons" id="icons">
        <ul class="swatches">
          {iconNames().map((name) => (
            <li>
              <Icon name={name} /> {name}
            </li>
          ))}
        </ul>
      </Section>
    </StaffPage>
  );
}

function Panel(props: { frame: Frame; theme: "light" | "dark"; dir: "ltr" | "rtl" }) {
  const { theme, dir } = props;
  const id = `${theme}-${dir}`;
  return (
    <section class="specimen" id={id} data-theme={theme} dir={dir} aria-label={id}>
      <Section title="Buttons">
        <Buttons id={id} />
      </Section>
      <Section title="Badges">
        <Badges />
      </Section>
      <Section title="Notices">
        <Notices />
      </Section>
      <Section title="Tabs">
        <Tabs id={id} />
      </Section>
      <Section title="Table">
        <Table />
      </Section>
      <Section title="Fields">
        <Fields words={props.frame.words} id={id} />
      </Section>
      <Section title="Dialog, popover, menu">
        <Floating id={id} />
      </Section>
      <Section title="Card, facts, empty">
        <Surfaces />
      </Section>
      <Section title="Plot">
        <WeekPlot />
      </Section>
    </section>
  );
}

function Section(props: { title: string; id?: string; children: Child }) {
  return (
    <section id={props.id}>
      <h2>{props.title}</h2>
      {props.children}
    </section>
  );
}

const iconNames = () => Object.keys(ICON_SHAPES).filter(isIconName);

function isIconName(name: string): name is IconName {
  return name in ICON_SHAPES;
}
