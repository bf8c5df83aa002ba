/*
 * IEEE 802.11 data frames, bare and behind the headers that drivers put before them.
 */
#ifndef DECODE_WIRELESS_H
#define DECODE_WIRELESS_H

#include "decode/walk.h"

enum decoded decode_80211(struct walk *walk);
enum decoded decode_radiotap(struct walk *walk);
enum decoded decode_prism(struct walk *walk);
enum decoded decode_avs(struct walk *walk);

#endif
