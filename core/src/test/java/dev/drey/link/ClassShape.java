/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.link;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * What others see of a compiled class. Names are those of class files, with slashes; a member's is followed by its
 * descriptor, as in {@code get()Ljava/lang/Object;}. The values of members are their access flags.
 *
 * @param parents the superclass first, then the interfaces
 */
record ClassShape(
        String name, int access, List<String> parents, Map<String, Integer> methods, Map<String, Integer> fields) {

    static ClassShape of(byte[] classFile) {
        var parents = new ArrayList<String>();
        var methods = new TreeMap<String, Integer>();
        var fields = new LinkedHashMap<String, Integer>();
        var reader = new ClassReader(classFile);
        if (reader.getSuperName() != null) {
            parents.add(reader.getSuperName());
        }
        parents.addAll(List.of(reader.getInterfaces()));
        var visitor = new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(int access, String name, String type, String generic, String[] thrown) {
                methods.put(name + type, access);
                return null;
            }

            @Override
            public FieldVisitor visitField(int access, String name, String type, String generic, Object value) {
                fields.put(name + type, access);
                return null;
            }
        };
        reader.accept(visitor, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return new ClassShape(reader.getClassName(), reader.getAccess(), parents, methods, fields);
    }

    boolean is(int flag) {
        return (access & flag) != 0;
    }
}
