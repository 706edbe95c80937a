meson setup build --buildtype=release
ninja -C build
