import { existsSync } from "node:fs";

const always = [
  "--ignore-gpu-blocklist",
  "--disable-gpu-sandbox",
  "--enable-unsafe-webgpu",
  "--enable-features=Vulkan,WebGPU",
];

/** SwiftShader, the rasteriser in software that Chromium brings along: float32, no GPU needed. */
const software = [
  ...always,
  "--use-gl=angle",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--use-webgpu-adapter=swiftshader",
];

const hardware = [...always, "--use-angle=vulkan", "--disable-vulkan-surface"];

/**
 * Chromium's flags for WebGL and WebGPU without a display, the best first. Only what the page then reports says what really
 * ran: with the flags for a GPU, Chromium falls back to software without a word.
 */
export function graphicsFlags(platform: NodeJS.Platform = process.platform, exists = existsSync): readonly string[][] {
  if (platform !== "linux") return [always, software];
  const gpu = ["/dev/dri", "/dev/nvidiactl", "/dev/dxg"].some((device) => exists(device));
  return gpu ? [hardware, software] : [software];
}
