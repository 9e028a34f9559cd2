/* A stand-in for NVIDIA's management library, so that what Plumb makes of its answers can be tried on machines without a card.
   Compiled by the tests for each scenario: DEVICES and PARTS are initialisers, the rest are numbers. No header is needed. */
typedef unsigned int u32;
typedef unsigned long long u64;

struct device {
    const char *name; /* null: a text that fills the buffer and never ends */
    const char *uuid;
    int major, minor;
    u64 total, free;
    u32 bus, product;
    int mig;  /* 1: divided */
    int code; /* what asking for its handle returns */
};

#ifndef DEVICES
#define DEVICES { "unused", "", 0, 0, 0, 0, 0, 0, 0, 0 }
#define COUNT 0
#endif
#ifndef PARTS
#define PARTS { "unused", "", 0, 0, 0, 0, 0, 0, 0, 0 }
#define PART_COUNT 0
#endif
#ifndef PART_COUNT
#define PART_COUNT (sizeof parts / sizeof *parts)
#endif
#ifndef COUNT
#define COUNT KNOWN
#endif
#ifndef INIT
#define INIT 0
#endif
#ifndef DRIVER
#define DRIVER "0.0"
#endif
#ifndef CUDA
#define CUDA 0
#endif

static struct device devices[] = { DEVICES };
static struct device parts[] = { PARTS };
#define KNOWN (sizeof devices / sizeof *devices)

static int copy(const char *from, char *to, u32 size)
{
    u32 i = 0;
    for (; i < size; i++) {
        to[i] = from ? from[i] : 'x';
        if (from && !from[i])
            return 0;
    }
    return 0;
}

int nvmlInit_v2(void) { return INIT; }

#ifndef BARE
int nvmlShutdown(void) { return 0; }
int nvmlSystemGetDriverVersion(char *text, u32 size) { return copy(DRIVER, text, size); }
int nvmlSystemGetCudaDriverVersion_v2(int *version) { *version = CUDA; return 0; }
int nvmlDeviceGetCount_v2(u32 *count) { *count = (u32)COUNT; return 0; }

int nvmlDeviceGetHandleByIndex_v2(u32 index, struct device **device)
{
    if (index >= KNOWN)
        return 2;
    *device = &devices[index];
    return devices[index].code;
}

int nvmlDeviceGetName(struct device *device, char *text, u32 size) { return copy(device->name, text, size); }
int nvmlDeviceGetUUID(struct device *device, char *text, u32 size) { return copy(device->uuid, text, size); }

int nvmlDeviceGetCudaComputeCapability(struct device *device, int *major, int *minor)
{
    *major = device->major;
    *minor = device->minor;
    return device->major ? 0 : 3;
}

int nvmlDeviceGetMemoryInfo(struct device *device, u64 *memory)
{
    memory[0] = device->total;
    memory[1] = device->free;
    memory[2] = device->total - device->free;
    return device->total ? 0 : 3;
}

#ifdef SECOND_MEMORY
int nvmlDeviceGetMemoryInfo_v2(struct device *device, u64 *memory)
{
    if ((u32)memory[0] != (40u | 2u << 24))
        return 25;
    memory[1] = device->total;
    memory[2] = 300 << 20;
    memory[3] = device->free;
    memory[4] = device->total - device->free - memory[2];
    return device->total ? 0 : 3;
}
#endif

int nvmlDeviceGetPciInfo_v3(struct device *device, char *info)
{
    u32 *numbers = (u32 *)(info + 16);
    numbers[0] = 0;
    numbers[1] = device->bus;
    numbers[2] = 0;
    numbers[3] = device->product << 16 | 0x10de;
    return device->bus ? 0 : 3;
}

int nvmlDeviceGetMigMode(struct device *device, int *now, int *later)
{
    *now = *later = device->mig;
    return 0;
}

int nvmlDeviceGetMaxMigDeviceCount(struct device *device, u32 *count)
{
    (void)device;
    *count = (u32)PART_COUNT;
    return 0;
}

int nvmlDeviceGetMigDeviceHandleByIndex(struct device *device, u32 index, struct device **part)
{
    (void)device;
    if (index >= sizeof parts / sizeof *parts)
        return 6;
    *part = &parts[index];
    return parts[index].code;
}
#endif
