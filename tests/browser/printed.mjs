// What a page looks like on paper: Chromium prints it, poppler draws the sheets
// as a printer would, and zbar reads the QR codes on them.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Dots to the inch of a plain office printer. */
const DPI = 300;
const MM_TO_AN_INCH = 25.4;
/** Millimetres of a pixel of CSS. */
const MM = MM_TO_AN_INCH / 96;
/** The sheet, and the margin that the stylesheet leaves. */
const A4_WIDE = 210;
const MARGIN = 15;

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

/** Has the page stand as on paper: its media, and the width between the margins. */
async function asOnPaper(page, work) {
  const before = page.viewportSize();
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: Math.round((A4_WIDE - 2 * MARGIN) / MM), height: 1_000 });
  try {
    return await work();
  } finally {
    await page.setViewportSize(before);
    await page.emulateMedia({ media: null });
  }
}

/** What is cut out and put up or set on a table, each with one code: where it stands on the sheet, in millimetres. */
const pieces = (page) =>
  asOnPaper(page, () =>
    page.locator(":is(.table-card, .poster):has(.qr)").evaluateAll((pieces) =>
      pieces.map((piece) => {
        const { left, top, width, height } = piece.getBoundingClientRect();
        return { left, top: top + window.scrollY, width, height };
      }),
    ),
  );

/** Prints a page, and cuts out each piece of it: how many sheets it fills, and what the codes of the pieces say, as they are read one by one. */
export async function codesOnPaper(page, dpi = DPI) {
  const folder = mkdtempSync(join(tmpdir(), "permanence-printed-"));
  try {
    const pdf = join(folder, "sheets.pdf");
    writeFileSync(pdf, await page.pdf({ preferCSSPageSize: true }));
    // Shades of grey, not packed: packing them takes longer than all the rest.
    execFileSync("pdftoppm", ["-r", String(dpi), "-gray", pdf, join(folder, "sheet")]);
    const sheets = readdirSync(folder).filter((name) => name.startsWith("sheet-")).sort();
    const sheet = picture(readFileSync(join(folder, sheets[0])));
    const cut = (await pieces(page)).map((piece, at) => {
      const file = join(folder, `piece-${at}.pgm`);
      writeFileSync(file, cutOut(sheet, piece, dpi));
      return file;
    });
    return { sheets: sheets.length, says: codesOf(cut) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A picture as PGM has it: its size, and a byte for each dot. */
function picture(file) {
  const [head, width, height] = file.toString("latin1", 0, 100).match(/^P5\s+(\d+)\s+(\d+)\s+255\s/);
  return { width: Number(width), height: Number(height), dots: file.subarray(head.length) };
}

/** A piece of a sheet's picture, as a file of its kind. */
function cutOut(sheet, { left, top, width, height }, dpi) {
  const inDots = (pixels, margin) => Math.round(((pixels * MM + margin) / MM_TO_AN_INCH) * dpi);
  const [x, y] = [inDots(left, MARGIN), inDots(top, MARGIN)];
  const [wide, high] = [Math.min(inDots(width, 0), sheet.width - x), Math.min(inDots(height, 0), sheet.height - y)];
  const row = (_, at) => sheet.dots.subarray((y + at) * sheet.width + x, (y + at) * sheet.width + x + wide);
  return Buffer.concat([Buffer.from(`P5\n${wide} ${high}\n255\n`), ...Array.from({ length: high }, row)]);
}

/** The QR codes of pictures, in their order. zbarimg ends with 4 where it finds none in one. */
function codesOf(pictures) {
  const read = ["--quiet", "--nodbus", "--raw", "-Sdisable", "-Sqrcode.enable", ...pictures];
  const { status, stdout, stderr } = spawnSync("zbarimg", read, { encoding: "utf8" });
  if (status !== 0 && status !== 4) throw new Error(`zbarimg: ${stderr}`);
  return stdout.split("\n").filter((line) => line !== "");
}

/** The width of each QR code as printed, with the margin around it, and of one of its squares: millimetres. */
export const widthsOnPaper = (page) =>
  asOnPaper(page, async () => {
    const widths = await page.locator(".qr img").evaluateAll((images) =>
      Promise.all(
        images.map(async (image) => {
          const svg = await (await fetch(image.src)).text();
          const [, squares] = svg.match(/viewBox="0 0 (\d+) \d+"/);
          return { wide: image.getBoundingClientRect().width, squares: Number(squares) };
        }),
      ),
    );
    return widths.map(({ wide, squares }) => ({ wide: wide * MM, square: (wide * MM) / squares }));
  });
