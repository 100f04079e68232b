/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A stand-in for libmesos: the native methods of V1Mesos, and callbacks on threads of their own. What a connection does
 * is decided by the Java class StubLibmesos. It is as merciless as libmesos: a call before initialize() or after
 * finalize(), a second finalize(), and an exception that leaves a callback end the process.
 */
#include <jni.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

enum callback { CONNECTED, DISCONNECTED, RECEIVED };

/* Never freed, so that use after finalize() is noticed. */
struct mesos {
  JavaVM *vm;
  jweak binding;
  volatile int alive;
};

struct errand {
  struct mesos *mesos;
  enum callback what;
  jbyteArray event;
};

static jweak loader;

static void die(const char *why) {
  fprintf(stderr, "stub of libmesos: %s\n", why);
  abort();
}

static void check(JNIEnv *env, const char *where) {
  if ((*env)->ExceptionCheck(env)) {
    (*env)->ExceptionDescribe(env);
    die(where);
  }
}

/* A thread of C knows only the classes of the system's loader, so that of who loaded the library is kept. */
static jclass find(JNIEnv *env, const char *name) {
  jclass type = (*env)->FindClass(env, "java/lang/ClassLoader");
  jmethodID load = (*env)->GetMethodID(env, type, "loadClass", "(Ljava/lang/String;)Ljava/lang/Class;");
  jclass found = (jclass)(*env)->CallObjectMethod(env, loader, load, (*env)->NewStringUTF(env, name));
  check(env, name);
  return found;
}

JNIEXPORT jint JNICALL JNI_OnLoad(JavaVM *vm, void *reserved) {
  JNIEnv *env;
  (void)reserved;
  if ((*vm)->GetEnv(vm, (void **)&env, JNI_VERSION_1_2) != JNI_OK) {
    return JNI_ERR;
  }
  jclass threads = (*env)->FindClass(env, "java/lang/Thread");
  jmethodID current = (*env)->GetStaticMethodID(env, threads, "currentThread", "()Ljava/lang/Thread;");
  jmethodID context = (*env)->GetMethodID(env, threads, "getContextClassLoader", "()Ljava/lang/ClassLoader;");
  jobject thread = (*env)->CallStaticObjectMethod(env, threads, current);
  loader = (*env)->NewWeakGlobalRef(env, (*env)->CallObjectMethod(env, thread, context));
  jclass library = find(env, "org.apache.mesos.MesosNativeLibrary");
  jfieldID loaded = (*env)->GetStaticFieldID(env, library, "loaded", "Z");
  (*env)->SetStaticBooleanField(env, library, loaded, JNI_TRUE);
  check(env, "JNI_OnLoad");
  return JNI_VERSION_1_2;
}

JNIEXPORT jobject JNICALL Java_org_apache_mesos_MesosNativeLibrary__1version(JNIEnv *env, jclass library) {
  (void)library;
  jclass type = find(env, "org.apache.mesos.MesosNativeLibrary$Version");
  jmethodID constructor = (*env)->GetMethodID(env, type, "<init>", "(JJJ)V");
  return (*env)->NewObject(env, type, constructor, (jlong)1, (jlong)11, (jlong)0);
}

static jfieldID pointer_field(JNIEnv *env, jobject binding) {
  return (*env)->GetFieldID(env, (*env)->GetObjectClass(env, binding), "__mesos", "J");
}

static struct mesos *of(JNIEnv *env, jobject binding, const char *method) {
  struct mesos *mesos = (struct mesos *)(*env)->GetLongField(env, binding, pointer_field(env, binding));
  if (mesos == NULL || !mesos->alive) {
    die(method);
  }
  return mesos;
}

static jobject get(JNIEnv *env, jobject binding, const char *field, const char *type) {
  jfieldID id = (*env)->GetFieldID(env, (*env)->GetObjectClass(env, binding), field, type);
  return (*env)->GetObjectField(env, binding, id);
}

static jobject bytes(JNIEnv *env, jobject message) {
  jmethodID serialize = (*env)->GetMethodID(env, (*env)->GetObjectClass(env, message), "toByteArray", "()[B");
  return (*env)->CallObjectMethod(env, message, serialize);
}

static jmethodID stub(JNIEnv *env, jclass *type, const char *method, const char *signature) {
  *type = find(env, "dev.drey.mesos.StubLibmesos");
  jmethodID found = (*env)->GetStaticMethodID(env, *type, method, signature);
  check(env, method);
  return found;
}

JNIEXPORT void JNICALL Java_org_apache_mesos_v1_scheduler_V1Mesos_initialize(JNIEnv *env, jobject binding) {
  struct mesos *mesos = calloc(1, sizeof(struct mesos));
  (*env)->GetJavaVM(env, &mesos->vm);
  mesos->binding = (*env)->NewWeakGlobalRef(env, binding);
  mesos->alive = 1;
  jobject master = get(env, binding, "master", "Ljava/lang/String;");
  jobject credential = get(env, binding, "credential", "Lorg/apache/mesos/v1/Protos$Credential;");
  jclass type;
  jmethodID opened = stub(env, &type, "opened", "(JLjava/lang/String;[B)V");
  /* Callbacks may come from here on, though the binding does not know its pointer yet. */
  (*env)->CallStaticVoidMethod(
      env, type, opened, (jlong)mesos, master, credential == NULL ? NULL : bytes(env, credential));
  check(env, "initialize");
  (*env)->SetLongField(env, binding, pointer_field(env, binding), (jlong)mesos);
}

JNIEXPORT void JNICALL Java_org_apache_mesos_v1_scheduler_V1Mesos_send(JNIEnv *env, jobject binding, jobject call) {
  struct mesos *mesos = of(env, binding, "send() before initialize() or after finalize()");
  jclass type;
  jmethodID sent = stub(env, &type, "sent", "(J[B)V");
  (*env)->CallStaticVoidMethod(env, type, sent, (jlong)mesos, bytes(env, call));
  check(env, "send");
}

JNIEXPORT void JNICALL Java_org_apache_mesos_v1_scheduler_V1Mesos_reconnect(JNIEnv *env, jobject binding) {
  struct mesos *mesos = of(env, binding, "reconnect() before initialize() or after finalize()");
  jclass type;
  jmethodID reconnect = stub(env, &type, "reconnect", "(J)V");
  (*env)->CallStaticVoidMethod(env, type, reconnect, (jlong)mesos);
  check(env, "reconnect");
}

JNIEXPORT void JNICALL Java_org_apache_mesos_v1_scheduler_V1Mesos_finalize(JNIEnv *env, jobject binding) {
  struct mesos *mesos = of(env, binding, "finalize() twice");
  mesos->alive = 0;
  jclass type;
  jmethodID finalized = stub(env, &type, "finalized", "(J)V");
  (*env)->CallStaticVoidMethod(env, type, finalized, (jlong)mesos);
  check(env, "finalize");
  (*env)->DeleteWeakGlobalRef(env, mesos->binding);
}

static jobject parse(JNIEnv *env, jbyteArray event) {
  jclass type = find(env, "org.apache.mesos.v1.scheduler.Protos$Event");
  jmethodID parse_from = (*env)->GetStaticMethodID(
      env, type, "parseFrom", "([B)Lorg/apache/mesos/v1/scheduler/Protos$Event;");
  jobject parsed = (*env)->CallStaticObjectMethod(env, type, parse_from, event);
  check(env, "parseFrom");
  return parsed;
}

static void call_back(JNIEnv *env, struct errand *errand, jobject binding) {
  jobject scheduler = get(env, binding, "scheduler", "Lorg/apache/mesos/v1/scheduler/Scheduler;");
  jclass type = (*env)->GetObjectClass(env, scheduler);
  if (errand->what == RECEIVED) {
    jmethodID received = (*env)->GetMethodID(
        env, type, "received",
        "(Lorg/apache/mesos/v1/scheduler/Mesos;Lorg/apache/mesos/v1/scheduler/Protos$Event;)V");
    (*env)->CallVoidMethod(env, scheduler, received, binding, parse(env, errand->event));
  } else {
    const char *name = errand->what == CONNECTED ? "connected" : "disconnected";
    jmethodID method = (*env)->GetMethodID(env, type, name, "(Lorg/apache/mesos/v1/scheduler/Mesos;)V");
    (*env)->CallVoidMethod(env, scheduler, method, binding);
  }
  check(env, "an exception left a callback");
}

static void *run(void *argument) {
  struct errand *errand = argument;
  struct mesos *mesos = errand->mesos;
  JNIEnv *env;
  (*mesos->vm)->AttachCurrentThread(mesos->vm, (void **)&env, NULL);
  jobject binding = mesos->alive ? (*env)->NewLocalRef(env, mesos->binding) : NULL;
  if (binding == NULL) {
    die("a callback after finalize(), or for a binding that was collected");
  }
  call_back(env, errand, binding);
  (*mesos->vm)->DetachCurrentThread(mesos->vm);
  return NULL;
}

static void deliver(JNIEnv *env, jlong pointer, enum callback what, jbyteArray event) {
  jbyteArray kept = event == NULL ? NULL : (*env)->NewGlobalRef(env, event);
  struct errand errand = {(struct mesos *)pointer, what, kept};
  pthread_t thread;
  if (pthread_create(&thread, NULL, run, &errand) != 0) {
    die("no thread");
  }
  pthread_join(thread, NULL);
  if (kept != NULL) {
    (*env)->DeleteGlobalRef(env, kept);
  }
}

JNIEXPORT void JNICALL Java_dev_drey_mesos_StubLibmesos_connected(JNIEnv *env, jclass type, jlong pointer) {
  (void)type;
  deliver(env, pointer, CONNECTED, NULL);
}

JNIEXPORT void JNICALL Java_dev_drey_mesos_StubLibmesos_disconnected(JNIEnv *env, jclass type, jlong pointer) {
  (void)type;
  deliver(env, pointer, DISCONNECTED, NULL);
}

JNIEXPORT void JNICALL Java_dev_drey_mesos_StubLibmesos_received(
    JNIEnv *env, jclass type, jlong pointer, jbyteArray event) {
  (void)type;
  deliver(env, pointer, RECEIVED, event);
}
