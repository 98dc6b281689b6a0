// A plain report: one line for each test, what failed and why, counts last.
export default async function* report(source) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of source) {
    if (type === "test:diagnostic" && data.message.startsWith("note: ")) yield `  ${data.message.slice(6)}\n`;
    if (type === "test:stderr" || type === "test:stdout") yield data.message;
    if (type !== "test:pass" && type !== "test:fail") continue;
    if (data.details?.type === "suite" || data.file?.endsWith(data.name)) continue;
    const skipped = data.skip !== undefined;
    const outcome = skipped ? "skipped" : type === "test:pass" ? "passed" : "failed";
    counts[outcome] += 1;
    yield `${{ passed: "ok  ", failed: "FAIL", skipped: "skip" }[outcome]} ${data.name}\n`;
    if (outcome === "failed") {
      const error = data.details?.error;
      yield `     ${String(error?.cause?.message ?? error?.message ?? error).replace(/\u001b\[\d+m/g, "").replaceAll("\n", "\n     ")}\n`;
    }
  }
  yield `browser: ${counts.passed + counts.failed + counts.skipped} tests, ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`;
}
