#pragma once
// One step of the schema: which merchant account a refund was asked of.

namespace afterdesk::store {

// Until now there was one account of each channel. What was asked for and may be asked for again stays with
// it; what it refused as another merchant's was asked of nobody.
inline constexpr char const* refund_accounts = R"sql(
ALTER TABLE refund ADD COLUMN account TEXT NOT NULL DEFAULT '';
UPDATE refund SET account = 'default' WHERE channel IN ('wechat', 'alipay') AND via = 'original'
    AND ((state = 'failed' AND failure <> 'OTHER_MCHID')
        OR (state = 'pending' AND EXISTS (SELECT 1 FROM outbox o WHERE o.tenant = refund.tenant
            AND o.kind = 'refund' AND o.key = refund.refund_no AND o.attempts > 0)));
)sql";

}  // namespace afterdesk::store
