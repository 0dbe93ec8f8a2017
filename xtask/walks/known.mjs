// The letter of 1982, the message that it covers, a scan of it that waits, the meeting that they are for,
// a printed paper, a submission.
export async function known(browser, state, address) {
  const context = await browser.newContext({ storageState: state });
  const json = async (where) => {
    const answer = await context.request.get(address + where, { headers: { accept: "application/json" } });
    return answer.json();
  };
  const [letters, printed] = [await json("/register?year=1982"), await json("/register?year=1970")];
  const meeting = (await json("/meetings?day=1982-10-15")).days[0].meetings.find(({ noted }) => !noted);
  const scan = (await json("/tray")).waiting[0];
  const decisions = (await json("/box/prime-minister")).sections[0].items;
  const submission = decisions.find(({ paper }) => paper.title === "How the Americans are told").paper.id;
  const draft = (await json("/drafts")).to_clear[0];
  const correspondent = (await json("/correspondents?q=Shultz")).lines[0];
  const chased = (await json("/undertakings?who=Shultz")).lines[0];
  await context.close();
  const of = (banner) => `/paper/${letters.papers.find(({ marked }) => marked.banner === banner).id}`;
  return {
    message: of("SECRET"),
    cover: of("covering SECRET"),
    waiting: `/tray/${scan.paper.id}`,
    boxed: `/box/prime-minister/paper/${decisions[0].paper.id}`,
    submission: `/paper/${submission}`,
    printed: `/paper/${printed.papers[0].id}`,
    meeting: `/meeting/${meeting.id}`,
    readOut: `/meeting/${meeting.id}/read-out`,
    draft: `/draft/${draft.id}`,
    correspondent: `/correspondent/${correspondent.id}`,
    undertaking: `/undertaking/${chased.paper}/${chased.key}`,
  };
}

