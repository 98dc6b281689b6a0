// What a page looks like on paper: Chromium prints it, poppler draws the sheets
// as a printer would, and zbar reads the QR codes on them.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Dots to the inch of a plain office printer. */
const DPI = 300;
const MM_TO_AN_INCH = 25.4;
const PIXELS_TO_AN_INCH = 96;

/** What reads them and is not there. */
export const lacking = () =>
  ["zbarimg", "pdftoppm"].filter((program) => {
    try {
      execFileSync("which", [program], { stdio: "ignore" });
      return false;
    } catch {
      return true;
    }
  });

/** Prints a page: what each QR code on each of its sheets says. */
export async function codesOnPaper(page, dpi = DPI) {
  const folder = mkdtempSync(join(tmpdir(), "permanence-printed-"));
  try {
    const pdf = join(folder, "sheets.pdf");
    writeFileSync(pdf, await page.pdf({ preferCSSPageSize: true }));
    execFileSync("pdftoppm", ["-r", String(dpi), "-gray", "-png", pdf, join(folder, "sheet")]);
    const sheets = readdirSync(folder).filter((name) => name.endsWith(".png")).sort();
    return sheets.flatMap((name, sheet) => codesOf(join(folder, name)).map((says) => ({ sheet, says })));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The QR codes of a picture. zbarimg ends with 4 where it finds none. */
function codesOf(picture) {
  try {
    const only = ["-Sdisable", "-Sqrcode.enable"];
    const said = execFileSync("zbarimg", ["--quiet", "--nodbus", "--raw", ...only, picture], { encoding: "utf8" });
    return said.trim().split("\n");
  } catch (error) {
    if (error.status === 4) return [];
    throw error;
  }
}

/** The width of each QR code as printed, with the margin around it, and of one of its squares: millimetres. */
export async function widthsOnPaper(page) {
  await page.emulateMedia({ media: "print" });
  const widths = await page.locator(".qr img").evaluateAll((images) =>
    Promise.all(
      images.map(async (image) => {
        const svg = await (await fetch(image.src)).text();
        const [, squares] = svg.match(/viewBox="0 0 (\d+) \d+"/);
        return { wide: image.getBoundingClientRect().width, squares: Number(squares) };
      }),
    ),
  );
  await page.emulateMedia({ media: null });
  const mm = (pixels) => (pixels / PIXELS_TO_AN_INCH) * MM_TO_AN_INCH;
  return widths.map(({ wide, squares }) => ({ wide: mm(wide), square: mm(wide / squares) }));
}
