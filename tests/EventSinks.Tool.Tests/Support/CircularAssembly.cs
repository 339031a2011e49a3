using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace EventSinks.Tool.Support;

/// <summary>An assembly that no compiler writes: a type in it derives from itself.</summary>
internal static class CircularAssembly
{
    public static byte[] Write(string name, string type)
    {
        var metadata = new MetadataBuilder();
        metadata.AddModule(0, metadata.GetOrAddString($"{name}.dll"), metadata.GetOrAddGuid(Guid.NewGuid()), default, default);
        metadata.AddAssembly(metadata.GetOrAddString(name), new Version(1, 0, 0, 0), default, default, default, AssemblyHashAlgorithm.Sha1);
        Define("", "<Module>", default);
        var dot = type.LastIndexOf('.');
        Define(type[..dot], type[(dot + 1)..], MetadataTokens.TypeDefinitionHandle(2));
        var file = new BlobBuilder();
        new ManagedPEBuilder(new PEHeaderBuilder(imageCharacteristics: Characteristics.Dll), new MetadataRootBuilder(metadata), new BlobBuilder()).Serialize(file);
        return file.ToArray();

        void Define(string space, string typeName, EntityHandle parent) => metadata.AddTypeDefinition(
            TypeAttributes.Public,
            metadata.GetOrAddString(space),
            metadata.GetOrAddString(typeName),
            parent,
            MetadataTokens.FieldDefinitionHandle(1),
            MetadataTokens.MethodDefinitionHandle(1));
    }
}
