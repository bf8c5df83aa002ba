/*
 * IEEE 802.11 data frames, bare and behind the headers that drivers put before them.
 */
#ifndef DECODE_WIRELESS_H
#define DECODE_WIRELESS_H

#include "decode/walk.h"

decode_layer decode_80211;
decode_layer decode_radiotap;
decode_layer decode_prism;
decode_layer decode_avs;

#endif
