from seabind.setuptools import Extension, build_ext
from setuptools import setup

setup(
    ext_modules=[Extension("hello", ["hello.c"])],
    cmdclass={"build_ext": build_ext},
)
