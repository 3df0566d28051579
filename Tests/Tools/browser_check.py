"""Opens HTML reports in headless Chromium and looks for what a reader would stumble over.

usage: browser_check.py [--pictures FOLDER] FILE...

Each file is looked at on a laptop and on a phone, light and dark, and on paper. Prints a line a
finding and ends with 1 if there is one; with --pictures it also keeps a picture of each view.
"""

import argparse
import base64
import json
import pathlib
import sys

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

SCRIPT = pathlib.Path(__file__).with_name("browser_check.js").read_text()

# Paper is A4 with the margins of the style sheet, in CSS pixels.
VIEWS = [
    ("laptop", 1280, 800, "screen", "light"),
    ("laptop-dark", 1280, 800, "screen", "dark"),
    ("phone", 390, 844, "screen", "light"),
    ("phone-dark", 390, 844, "screen", "dark"),
    ("narrow", 320, 640, "screen", "light"),
    ("paper", 680, 960, "print", "light"),
]


def browser():
    options = webdriver.ChromeOptions()
    for argument in ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    return webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))


def show(driver, view):
    _, width, height, media, scheme = view
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500},
    )
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": features})


def requests(driver):
    """What the page asked for, but for itself."""
    for entry in driver.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            yield message["params"]["request"]["url"]


def picture(driver, path, width):
    height = driver.execute_script("return document.documentElement.scrollHeight")
    clip = {"x": 0, "y": 0, "width": width, "height": min(height, 16000), "scale": 1}
    shot = driver.execute_cdp_cmd(
        "Page.captureScreenshot", {"clip": clip, "captureBeyondViewport": True}
    )
    path.write_bytes(base64.b64decode(shot["data"]))


def paper(driver, path):
    printed = driver.execute_cdp_cmd(
        "Page.printToPDF", {"printBackground": False, "preferCSSPageSize": True}
    )
    path.write_bytes(base64.b64decode(printed["data"]))


def findings(driver, file, pictures):
    url = file.resolve().as_uri()
    driver.get(url)
    for view in VIEWS:
        show(driver, view)
        for finding in driver.execute_script(SCRIPT):
            yield f"{view[0]}: {finding}"
        if pictures:
            picture(driver, pictures / f"{file.stem}-{view[0]}.png", view[1])
    if pictures:
        paper(driver, pictures / f"{file.stem}.pdf")
    for asked in set(requests(driver)) - {url}:
        yield f"asks for {asked[:200]}"
    for entry in driver.get_log("browser"):
        yield f"console: {entry['message']}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--pictures", type=pathlib.Path)
    parser.add_argument("files", nargs="+", type=pathlib.Path)
    arguments = parser.parse_args()
    driver = browser()
    found = 0
    try:
        for file in arguments.files:
            for finding in findings(driver, file, arguments.pictures):
                found += 1
                print(f"{file.name}: {finding}")
    finally:
        driver.quit()
    print(f"{len(arguments.files)} files, {found} findings")
    sys.exit(1 if found else 0)


main()
