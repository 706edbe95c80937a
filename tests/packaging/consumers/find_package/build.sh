cmake -S . -B build -DCMAKE_BUILD_TYPE=Release -Dseabind_ROOT=$(python -m seabind --cmake-dir)
cmake --build build
