using Plumb.Benchmarks;

return args switch
{
    ["make-environment", .. var rest] => SyntheticEnvironment.Run(rest),
    ["start", .. var rest] => StartOfTheProgram.Run(rest),
    ["metadata", .. var rest] => MetadataAgainstPeers.Run(rest),
    ["files", .. var rest] => FilesOfAnEnvironment.Run(rest),
    ["hashing", .. var rest] => HashingAgainstOpenssl.Run(rest),
    ["sources", .. var rest] => SourcesAgainstAst.Run(rest),
    ["closures", .. var rest] => ClosuresAgainstLoader.Run(rest),
    ["fatbins", .. var rest] => FatbinsAgainstReading.Run(rest),
    ["diagnose", .. var rest] => LogsAgainstGrep.Run(rest),
    ["resolve"] => Resolutions.Run(),
    ["pack-index", var recorded, var packed] => PackIndex.Run(recorded, packed),
    ["versions", .. var rest] => SortVersions.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        """
        dotnet run -c Release --project benchmarks/Plumb.Benchmarks -- WHAT

          start PLUMB                       start of the program: wall, CPU, resident memory
          metadata PLUMB VENV [UV [PIP]]    metadata checks against `uv pip check` and `pip check`, paired, 20 runs
          files PLUMB VENV                  the whole check with existence and size
          hashing PLUMB VENV                --verify against `openssl speed` on one core
          versions [PYTHON [PATH]]          100,000 version strings read and sorted against packaging in CPython 3.11;
                                            PATH goes to the front of sys.path, such as a wheel of a newer pip
          sources TAR [PYTHON [CORES]]      imports with guards and watched uses of a .tar.gz of Python sources, against `ast` in
                                            CPython 3.11
          closures MOST FOLDER...           what at most MOST native files of the folders load, against `ld.so --list` for each
          fatbins LIBRARY                   the device code of a CUDA library, against cuobjdump or a plain read of the file
          diagnose PLUMB                    the cause out of a log of 100 MB, beside `grep -c Error`, and out of a traceback of 200 lines
          resolve                           resolutions: resolvelib's cases and the recorded stacks
          pack-index RECORDED PACKED        writes the index snapshot that the core embeds out of a recorded one (.jsonl.gz)
          make-environment VENV PYTHON [DISTRIBUTIONS [FILES]]
                                            writes a synthetic environment (150 distributions, 40,000 files)

        PLUMB is the native program (artifacts/plumb/plumb after ./plumb). Each prints its ratio to the peer in one run.
        """
    );
    return 2;
}
