#include "scan.h"
#include "text.h"
