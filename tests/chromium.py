"""How tests, and what photographs pages, start a browser."""

from __future__ import annotations

CHROMIUM = "/usr/bin/chromium"
# What Playwright turns off (of several such lists Chromium takes the last); the two menus of the address bar that are
# pages of their own: to make them costs more than most pages that are looked at; and a process in reserve a page.
OFF = (
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades", "LensOverlay"),
    *("HttpsFirstBalancedModeAutoEnable", "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning"),
    *("AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled"),
    *("PreconnectToSearch", "WebUIOmniboxPopup", "WebUIOmniboxAimPopup"),
    "SpareRendererForSitePerProcess",
)
# A browser that keeps to itself: no sandbox where root runs the tests, and no calls home.
ALONE = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    f"--disable-features={','.join(OFF)}",
)
