// Runs in a page and returns, as sentences, what a reader would stumble over.

const found = [];
const width = document.scrollingElement.clientWidth;

const said = element => {
  const text = (element.textContent || "").trim().replace(/\s+/g, " ").slice(0, 40);
  return `<${element.tagName.toLowerCase()} class="${element.getAttribute("class") || ""}"> ${text}`;
};

const isShown = element =>
  element.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true }) &&
  !element.closest("caption, title, desc, head");

// Elements with letters of their own.
const texts = [...document.body.querySelectorAll("*")].filter(element =>
  isShown(element) &&
  [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()));

// Nothing is wider than the page.
if (document.scrollingElement.scrollWidth > width) {
  found.push(`the page is ${document.scrollingElement.scrollWidth} px wide, not ${width}`);
}
for (const element of texts) {
  const box = element.getBoundingClientRect();
  const canScroll = element.closest(".scroll, pre") && !matchMedia("print").matches;
  if (!canScroll && (box.right > width + 0.5 || box.left < -0.5)) {
    found.push(`${said(element)} lies from ${box.left} to ${box.right} of ${width} px`);
  }
}

// Nothing is cut off.
for (const element of document.body.querySelectorAll("*")) {
  const style = getComputedStyle(element);
  const cuts = ["hidden", "clip"].includes(style.overflowX) || style.textOverflow === "ellipsis";
  if (isShown(element) && cuts && element.scrollWidth > element.clientWidth + 1) {
    found.push(`${said(element)} is cut off`);
  }
}

// Boxes that scroll can be reached by keyboard and have a name.
for (const box of document.querySelectorAll(".scroll, pre")) {
  if (box.tabIndex !== 0 || box.getAttribute("role") !== "region" ||
      !box.getAttribute("aria-label")) {
    found.push(`${said(box)} can't be scrolled by keyboard, or has no name`);
  }
}

// Letters are large enough, and stand out.
const channel = value => {
  const share = value / 255;
  return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
};
const colour = text => (text.match(/[\d.]+/g) || []).map(Number);
const luminance = ([red, green, blue]) =>
  0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue);
const contrast = (one, other) => {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
};
const isOpaque = values => values.length === 3 || values[3] === 1;
const ground = element => {
  for (let at = element; at; at = at.parentElement) {
    const values = colour(getComputedStyle(at).backgroundColor);
    if (values.length >= 3 && isOpaque(values)) return values;
  }
  return [255, 255, 255];
};
const smallest = matchMedia("print").matches ? 8 : 11;
for (const element of texts) {
  const style = getComputedStyle(element);
  if (parseFloat(style.fontSize) < smallest) {
    found.push(`${said(element)} is written in ${style.fontSize}`);
  }
  const ink = colour(element.closest("svg") ? style.fill : style.color);
  const ratio = contrast(ink, ground(element));
  if (ratio < 4.5) {
    found.push(`${said(element)} has a contrast of ${ratio.toFixed(2)}`);
  }
}

// Pictures say what they show, and their letters don't meet.
for (const picture of document.querySelectorAll("svg")) {
  if (picture.parentElement.closest("svg")) continue;
  const named = ["title", "desc"].every(name => {
    const part = picture.querySelector(`:scope > ${name}`);
    return part && part.textContent.trim();
  });
  if (!named || picture.getAttribute("role") !== "img") {
    found.push(`${said(picture)} does not say what it shows`);
  }
  const boxes = [...picture.querySelectorAll("text")].filter(isShown).map(text =>
    [text, text.getBoundingClientRect()]);
  boxes.forEach(([text, box], index) => {
    for (const [other, place] of boxes.slice(index + 1)) {
      if (box.left < place.right - 1 && place.left < box.right - 1 &&
          box.top < place.bottom - 3 && place.top < box.bottom - 3) {
        found.push(`"${text.textContent}" meets "${other.textContent}" in a picture`);
      }
    }
  });
}

// Headings lead one to the next; tables name their columns and themselves.
let level = 0;
for (const heading of document.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
  const next = Number(heading.tagName[1]);
  if (next > level + 1 || (next === 1) !== (level === 0)) {
    found.push(`${said(heading)} stands below a heading of level ${level}`);
  }
  level = next;
}
if (document.querySelectorAll("main").length !== 1 || document.documentElement.lang !== "en") {
  found.push("the page has no main part, or tells no language");
}
for (const table of document.querySelectorAll("table")) {
  const heads = [...table.querySelectorAll("th")];
  if (!table.caption || !table.caption.textContent || !heads.every(head => head.scope)) {
    found.push(`${said(table)} has no caption, or headings of nothing`);
  }
}

// Nothing runs.
if (document.querySelector("script, iframe, object, embed, link, img, base, form")) {
  found.push("the page holds what could run or fetch something");
}
for (const element of document.querySelectorAll("*")) {
  for (const attribute of element.attributes) {
    if (/^on|^href$|^src$|^action$/.test(attribute.name)) {
      found.push(`${said(element)} has the attribute ${attribute.name}`);
    }
  }
}

return found;
