import { maximumPageSize, screenshotList } from "@deck-auth/contract";
import type { ScreenshotList } from "@deck-auth/contract";
import { queryOptions } from "@tanstack/react-query";
import type { ReadTools } from "./queries.ts";

/** Where the list of a run's pictures begins. */
export const firstPage = "";

/** One page of a run's pictures, oldest first (R199). One try: a lost read is a dropped frame, the next one comes anyway. */
export const screenshotsQuery = (tools: ReadTools, taskRunId: string, cursor: string) =>
  queryOptions({
    // Without the cursor: only the newest page is kept.
    queryKey: ["screenshots", taskRunId],
    queryFn: ({ signal }): Promise<ScreenshotList> =>
      tools.client.call({
        operation: "task-runs.screenshots",
        id: taskRunId,
        query: { limit: String(maximumPageSize), ...(cursor === firstPage ? {} : { cursor }) },
        parse: (body) => screenshotList.parse(body),
        signal,
      }),
    staleTime: 0,
  });
