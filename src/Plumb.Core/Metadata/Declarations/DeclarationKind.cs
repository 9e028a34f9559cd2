namespace Plumb.Metadata.Declarations;

/// <summary>The kinds of files in which an application says what it needs.</summary>
public enum DeclarationKind
{
    /// <summary>pip's requirements file, whatever its name.</summary>
    RequirementsFile,

    /// <summary>pyproject.toml with <c>[project]</c> or <c>[tool.poetry]</c>, and the files that it refers to.</summary>
    PyProject,

    /// <summary>setup.py and setup.cfg.</summary>
    Setuptools,

    /// <summary>conda's environment.yml.</summary>
    CondaEnvironment,

    /// <summary>pipenv's Pipfile.</summary>
    Pipfile,

    /// <summary>A lock: pylock.toml, uv.lock, poetry.lock or Pipfile.lock.</summary>
    Lock,
}
