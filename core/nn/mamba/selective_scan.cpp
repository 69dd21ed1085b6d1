#include "core/nn/mamba/selective_scan.h"

namespace varad::nn {

ScanOutput selectiveScan(const ScanInput& in) { return selectiveScanReference(in); }

} // namespace varad::nn
