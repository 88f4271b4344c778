import { paths } from "../../src/shared/pages/paths.ts";
import { Notice } from "../components/notice.tsx";
import { PageHead } from "../components/page-head.tsx";
import type { Frame } from "../page/frame.ts";
import { StaffPage } from "./layout.tsx";

/** Why something was refused on the page of one's account. */
export type AccountProblem =
  | "no-factor"
  | "passkey-unknown"
  | "passkey-last"
  | "authenticator-unknown"
  | "authenticator-last";

type Passkey = { id: string; label: string; createdAt: Date; usedAt: Date | null };
type Session = { id: string; label: string; createdAt: Date; seenAt: Date };

type AccountPageProps = {
  frame: Frame;
  accountName: string;
  passkeys: readonly Passkey[];
  /** When the authenticator app was added; null if there is none. */
  authenticatorSince: Date | null;
  codesLeft: number;
  sessions: readonly Session[];
  thisSession: string;
  problem: AccountProblem | null;
  now: Date;
};

/** One's own account: second factors, recovery codes and sessions. */
export function AccountPage(props: AccountPageProps) {
  const { frame, problem } = props;
  const { words } = frame;
  return (
    <StaffPage frame={frame} title={words("account.title")} accountName={props.accountName}>
      <div class="own-account">
        <PageHead title={words("account.title")} lead={words("account.lead")} />
        {problem && (
          <Notice kind="error" role="alert">
            {words(`account.problem-${problem}`)}
          </Notice>
        )}
        <section class="card" aria-labelledby="passkeys">
          <h2 id="passkeys">{words("account.passkeys")}</h2>
          {props.passkeys.length === 0 ? (
            <p>{words("account.no-passkeys")}</p>
          ) : (
            <PasskeyTable {...props} />
          )}
          <p>
            <a class="button quiet" href={paths.newPasskey}>
              {words("passkey.add")}
            </a>
          </p>
        </section>
        <Authenticator {...props} />
        <RecoveryCodes {...props} />
        <section class="card" aria-labelledby="sessions">
          <h2 id="sessions">{words("account.sessions")}</h2>
          <SessionTable {...props} />
          {props.sessions.length > 1 && (
            <form method="post" action={paths.sessions}>
              <button type="submit" class="button quiet" name="others" value="on">
                {words("account.end-others")}
              </button>
            </form>
          )}
        </section>
        <section class="card" aria-labelledby="digest">
          <h2 id="digest">{words("digest.title")}</h2>
          <p>
            <a href={paths.digest}>{words("digest.choose")}</a>
          </p>
        </section>
      </div>
    </StaffPage>
  );
}

function PasskeyTable({ frame, passkeys, now }: AccountPageProps) {
  const { words } = frame;
  return (
    <table class="table stacks">
      <thead>
        <tr>
          <th scope="col">{words("account.column-name")}</th>
          <th scope="col">{words("account.column-added")}</th>
          <th scope="col">{words("account.column-used")}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {passkeys.map(({ id, label, createdAt, usedAt }) => {
          const name = label === "" ? words("account.unknown-device") : label;
          return (
            <tr>
              <td data-label={words("account.column-name")}>
                <bdi>{name}</bdi>
              </td>
              <td data-label={words("account.column-added")}>
                <Ago frame={frame} at={createdAt} now={now} />
              </td>
              <td data-label={words("account.column-used")}>
                {usedAt ? <Ago frame={frame} at={usedAt} now={now} /> : words("account.never-used")}
              </td>
              <RowAct
                action={paths.removePasskey}
                id={id}
                label={words("account.remove")}
                fullLabel={words("account.remove-which", { name })}
              />
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Authenticator({ frame, authenticatorSince, now }: AccountPageProps) {
  const { words } = frame;
  const has = authenticatorSince !== null;
  return (
    <section class="card" aria-labelledby="authenticator">
      <h2 id="authenticator">{words("account.authenticator")}</h2>
      <p>
        {has
          ? words("account.authenticator-since", { ago: words.ago(authenticatorSince, now) })
          : words("account.no-authenticator")}
      </p>
      <form method="post" action={paths.removeAuthenticator} class="toolbar">
        <a class="button quiet" href={paths.authenticator}>
          {words(has ? "account.replace-authenticator" : "account.add-authenticator")}
        </a>
        {has && (
          <button type="submit" class="link">
            {words("account.remove-authenticator")}
          </button>
        )}
      </form>
    </section>
  );
}

function RecoveryCodes(props: AccountPageProps) {
  const { frame, passkeys, codesLeft } = props;
  const { words } = frame;
  const hasFactor = passkeys.length > 0 || props.authenticatorSince !== null;
  return (
    <section class="card" aria-labelledby="recovery-codes">
      <h2 id="recovery-codes">{words("account.recovery-codes")}</h2>
      {!hasFactor ? (
        <p>{words("account.codes-with-factor")}</p>
      ) : (
        <form method="post" action={paths.recoveryCodes}>
          <p>{words("account.codes-left", { left: codesLeft })}</p>
          <button type="submit" class="button quiet" aria-describedby="new-codes-hint">
            {words("account.new-codes")}
          </button>
          <p class="hint" id="new-codes-hint">
            {words("account.new-codes-hint")}
          </p>
        </form>
      )}
    </section>
  );
}

function SessionTable({ frame, sessions, thisSession, now }: AccountPageProps) {
  const { words } = frame;
  return (
    <table class="table stacks">
      <thead>
        <tr>
          <th scope="col">{words("account.column-browser")}</th>
          <th scope="col">{words("account.column-since")}</th>
          <th scope="col">{words("account.column-seen")}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {sessions.map(({ id, label, createdAt, seenAt }) => {
          const name = label === "" ? words("account.unknown-device") : label;
          const isThis = id === thisSession;
          return (
            <tr>
              <td data-label={words("account.column-browser")}>
                {name} {isThis && <span class="badge">{words("account.this-one")}</span>}
              </td>
              <td data-label={words("account.column-since")}>
                <Ago frame={frame} at={createdAt} now={now} />
              </td>
              <td data-label={words("account.column-seen")}>
                <Ago frame={frame} at={seenAt} now={now} />
              </td>
              <RowAct
                action={isThis ? paths.signOut : paths.sessions}
                id={id}
                label={words("account.end")}
                fullLabel={words("account.end-which", { name })}
              />
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Ago({ frame, at, now }: { frame: Frame; at: Date; now: Date }) {
  const { words } = frame;
  return (
    <time datetime={at.toISOString()} title={`${words.moment(at)} UTC`}>
      {words.ago(at, now)}
    </time>
  );
}

/** A button of a row, with a full label for those who do not see the row. */
function RowAct(props: { action: string; id: string; label: string; fullLabel: string }) {
  return (
    <td class="act">
      <form method="post" action={props.action}>
        <button type="submit" class="link" name="id" value={props.id} aria-label={props.fullLabel}>
          {props.label}
        </button>
      </form>
    </td>
  );
}
