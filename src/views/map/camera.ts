/** Where the picture stands in its window, and how large. */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export interface Size {
  readonly w: number;
  readonly h: number;
}

const LEAST = 0.08;
const MOST = 3;
/** So much of the picture stays in the window, wherever it is moved. */
const KEPT = 60;

const between = (least: number, value: number, most: number): number => Math.min(Math.max(value, least), most);

/** Keeps a part of the picture in sight. */
export const kept = ({ x, y, scale }: Camera, window: Size, picture: Size): Camera => ({
  x: between(KEPT - picture.w * scale, x, window.w - KEPT),
  y: between(KEPT - picture.h * scale, y, window.h - KEPT),
  scale,
});

/** Larger or smaller by a factor, while one point of the window stays where it is. */
export const zoomed = (camera: Camera, factor: number, at: readonly [x: number, y: number]): Camera => {
  const scale = between(LEAST, camera.scale * factor, MOST);
  const by = scale / camera.scale;
  return { scale, x: at[0] - (at[0] - camera.x) * by, y: at[1] - (at[1] - camera.y) * by };
};

/** The whole width, from the top, and never larger than drawn: how a map opens. */
export const opened = (window: Size, picture: Size): Camera => {
  const scale = between(LEAST, Math.min(1, window.w / picture.w), MOST);
  return { scale, x: Math.max(0, (window.w - picture.w * scale) / 2), y: 0 };
};

/** All of it at once. */
export const fitted = (window: Size, picture: Size): Camera => {
  const scale = between(LEAST, Math.min(1, window.w / picture.w, window.h / picture.h), MOST);
  return {
    scale,
    x: (window.w - picture.w * scale) / 2,
    y: Math.max(0, (window.h - picture.h * scale) / 2),
  };
};

interface Area extends Size {
  readonly x: number;
  readonly y: number;
}

const MARGIN = 24;

const shift = (from: number, length: number, window: number): number => {
  if (from >= 0 && from + length <= window) return 0;
  if (from < MARGIN || length > window - 2 * MARGIN) return MARGIN - from;
  return from + length > window - MARGIN ? window - MARGIN - from - length : 0;
};

/** Moved no further than needed for an area of the picture to be in sight. */
export const showing = (camera: Camera, area: Area, window: Size): Camera => ({
  scale: camera.scale,
  x: camera.x + shift(camera.x + area.x * camera.scale, area.w * camera.scale, window.w),
  y: camera.y + shift(camera.y + area.y * camera.scale, area.h * camera.scale, window.h),
});
